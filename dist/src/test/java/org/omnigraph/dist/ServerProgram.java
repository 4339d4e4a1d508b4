package org.omnigraph.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The packaged server over a cluster, as a process, on a port that the system chose. It knows one token, of `robin`.
final class ServerProgram implements AutoCloseable {
    private static final String ADDRESS = "OMNIGRAPH_LISTEN_ADDR=";

    private final Process process;
    private final BufferedReader out;
    private final Path log;
    private final String address;
    private final HttpClient client = HttpClient.newHttpClient();

    private ServerProgram(Process process, Path log) throws IOException {
        this.process = process;
        this.log = log;
        this.out = process.inputReader(StandardCharsets.UTF_8);
        String line = out.readLine();
        assertThat(line).as(log()).startsWith(ADDRESS + "127.0.0.1:");
        this.address = line.substring(ADDRESS.length());
    }

    /// Starts it and waits for its address; fails with its log if there is none.
    ///
    /// @param log what it says on stderr goes there
    static ServerProgram start(String cluster, Path log, Map<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                RepositoryFiles.ROOT.resolve("omnigraph-server").toString(),
                "--cluster",
                cluster,
                "--bind",
                "127.0.0.1:0");
        builder.environment().putAll(environment);
        builder.environment()
                .put("OMNIGRAPH_SERVER_BEARER_TOKENS_JSON", "{\"robin\":\"" + HandMadeCluster.TOKEN + "\"}");
        Process process = builder.redirectError(log.toFile()).start();
        try {
            return new ServerProgram(process, log);
        } catch (IOException | AssertionError e) {
            process.destroyForcibly();
            throw e;
        }
    }

    /// Host and port.
    String address() {
        return address;
    }

    /// What it has said on stderr so far.
    String log() throws IOException {
        return Files.readString(log);
    }

    /// The answer to a JSON body, as the one who has this token.
    HttpResponse<String> post(String path, String token, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + address + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    /// Sends SIGTERM and waits: it exits with 0 and has said nothing more on stdout.
    void stop() throws IOException, InterruptedException {
        process.toHandle().destroy();
        assertThat(process.waitFor(Program.LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(log()).isZero();
        assertThat(out.readLine()).isNull();
    }

    @Override
    public void close() {
        client.close();
        process.destroyForcibly();
    }
}

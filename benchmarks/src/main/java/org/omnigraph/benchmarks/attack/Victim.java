package org.omnigraph.benchmarks.attack;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A packaged server as a process, listening on a port that the system chose. Its log goes to a file.
final class Victim implements AutoCloseable {
    private static final String ANNOUNCED = "OMNIGRAPH_LISTEN_ADDR=";
    private static final long END_SECONDS = 60;

    private final Process process;
    private final Path log;
    private final int port;

    private Victim(Process process, Path log, int port) {
        this.process = process;
        this.log = log;
        this.port = port;
    }

    /// Starts a server over a cluster folder and waits until it listens.
    ///
    /// @param environment added to an environment without our variables; tokens are always there
    static Victim start(Checkout checkout, Path cluster, Path log, Map<String, String> environment, String... options)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(checkout.root().resolve("omnigraph-server").toString());
        command.addAll(List.of("--cluster", cluster.toString(), "--bind", "127.0.0.1:0"));
        command.addAll(List.of(options));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(log.toFile());
        Checkout.clean(builder.environment()).putAll(environment);
        builder.environment().put("OMNIGRAPH_SERVER_BEARER_TOKENS_JSON", PeopleGraph.tokens());
        Process process = builder.start();
        process.getOutputStream().close();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith(ANNOUNCED)) {
                return new Victim(process, log, Integer.parseInt(line.substring(line.lastIndexOf(':') + 1)));
            }
        }
        process.destroyForcibly();
        throw new IOException("the server did not start: " + Files.readString(log));
    }

    int port() {
        return port;
    }

    Path log() {
        return log;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /// The most memory that the process ever had resident, or 0 if it is gone.
    long residentMiBMax() {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
                if (line.startsWith("VmHWM:")) {
                    return Long.parseLong(line.replaceAll("[^0-9]", "")) >> 10;
                }
            }
        } catch (IOException e) {
            return 0;
        }
        return 0;
    }

    /// Sends SIGTERM.
    void terminate() {
        process.destroy();
    }

    /// Waits for the end of the process.
    ///
    /// @return the exit code; -1 if it had to be killed because it did not end
    int awaitExit() throws InterruptedException {
        if (process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
            return process.exitValue();
        }
        process.destroyForcibly().waitFor();
        return -1;
    }

    @Override
    public void close() {
        process.destroyForcibly();
        boolean interrupted = Thread.interrupted();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

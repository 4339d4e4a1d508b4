package org.omnigraph.dist;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Trains one AOT cache (JEP 514) for each program, with the very class path and flags that its launcher uses:
/// another class path or collector would make the JVM refuse the cache.
final class CacheTraining {
    private static final long LIMIT_SECONDS = 180;
    private static final String TOKEN = "training-only";
    private static final String BUCKET_ROOT = "s3://scratch/cluster";

    private final Path image;
    private final Path root;
    private final Path work;
    private final Map<String, String> environment;

    /// @param environment what the trained programs must have in theirs to reach an object store
    CacheTraining(Path image, Path root, Map<String, String> environment) {
        this.image = image;
        this.root = root;
        this.work = image.resolveSibling("training");
        this.environment = environment;
    }

    void train() throws IOException, InterruptedException {
        deleteTree(work);
        Path cluster = work.resolve("cluster");
        copyTree(root.resolve("examples/company-brain"), cluster);
        Path trained = work.resolve("trained");
        copyTree(cluster, trained);
        // It touches no cluster, so it can go on beside the others.
        Process light = startCommands("light", "light.aot", "light.classpath", cluster);
        Process full = startCommands("full", "cli.aot", "classpath", trained);
        finish(full, "cli.aot", log("full"));
        trainServer(trained);
        finish(light, "light.aot", log("light"));
        deleteTree(work);
    }

    private Process startCommands(String set, String cache, String classPath, Path cluster) throws IOException {
        return start(
                command(
                                "cli.flags",
                                cache,
                                classPath,
                                List.of("-XX:TieredStopAtLevel=1"),
                                "org.omnigraph.dist.CommandTraining")
                        .with(set, cluster.toString(), BUCKET_ROOT),
                log(set),
                ProcessBuilder.Redirect.appendTo(log(set).toFile()));
    }

    private Path log(String what) {
        return work.resolve(what + ".log");
    }

    private void trainServer(Path cluster) throws IOException, InterruptedException {
        Path log = log("server");
        Process server = start(
                command("server.flags", "server.aot", "classpath", List.of(), "org.omnigraph.server.OmnigraphServer")
                        .with("--cluster", cluster.toString(), "--bind", "127.0.0.1:0"),
                log,
                ProcessBuilder.Redirect.PIPE);
        String prefix = "OMNIGRAPH_LISTEN_ADDR=";
        try (BufferedReader out = server.inputReader()) {
            String line = out.readLine();
            if (line == null || !line.startsWith(prefix)) {
                throw new IOException("the server did not start: " + Files.readString(log));
            }
            String base = "http://" + line.substring(prefix.length());
            try (HttpClient client = HttpClient.newHttpClient()) {
                for (String path : List.of("/healthz", "/readyz", "/metrics", "/graphs", "/graphs/knowledge/queries")) {
                    send(client, HttpRequest.newBuilder(URI.create(base + path)).GET());
                }
                String query = "{\"query\":\"query q() { match { $p: Person } return { $p.name } limit 3 }\"}";
                send(
                        client,
                        HttpRequest.newBuilder(URI.create(base + "/graphs/knowledge/query"))
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(query)));
            }
            server.toHandle().destroy();
            out.transferTo(java.io.Writer.nullWriter());
        }
        finish(server, "server.aot", log);
    }

    private static void send(HttpClient client, HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(
                request.header("Authorization", "Bearer " + TOKEN).build(), HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() >= 500) {
            throw new IOException("training request failed: " + response.uri() + " " + response.body());
        }
    }

    /// The words of a JVM call; `with` appends the program's own.
    private record Words(List<String> words) {
        Words with(String... more) {
            List<String> all = new ArrayList<>(words);
            all.addAll(List.of(more));
            return new Words(all);
        }
    }

    private Words command(String flags, String cache, String classPath, List<String> more, String main)
            throws IOException {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(List.of(Files.readString(image.resolve(flags)).strip().split(" +")));
        words.addAll(more);
        words.add("-XX:AOTCacheOutput=" + image.resolve(cache));
        words.add("-Domnigraph.home=" + root);
        words.add("-cp");
        words.add(Files.readString(image.resolve(classPath))
                .strip()
                .replace("@LIB@", image.resolve("lib").toString()));
        words.add(main);
        return new Words(words);
    }

    private Process start(Words words, Path log, ProcessBuilder.Redirect out) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(words.words())
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .redirectOutput(out);
        builder.environment().keySet().removeIf(name -> name.startsWith("OMNIGRAPH_") || name.startsWith("AWS_"));
        builder.environment().putAll(environment);
        builder.environment().put("OMNIGRAPH_SERVER_BEARER_TOKENS_JSON", "{\"demo\":\"" + TOKEN + "\"}");
        builder.directory(new File(work.toString()));
        return builder.start();
    }

    private void finish(Process process, String cache, Path log) throws IOException, InterruptedException {
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("training of " + cache + " took longer than " + LIMIT_SECONDS + " s");
        }
        if (process.exitValue() != 0 || !Files.exists(image.resolve(cache))) {
            throw new IOException(
                    "training of " + cache + " exited with " + process.exitValue() + ": " + Files.readString(log));
        }
    }

    private static void copyTree(Path from, Path to) throws IOException {
        try (Stream<Path> paths = Files.walk(from)) {
            for (Path path : paths.toList()) {
                Path target = to.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(path, target);
                }
            }
        }
    }

    private static void deleteTree(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}

package org.omnigraph.benchmarks.attack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.omnigraph.state.digest.Sha256;

/// A checkout with its packaged programs.
///
/// @param root the folder that holds `omnigraph` and `omnigraph-server`
record Checkout(Path root) {
    /// What a finished command left behind.
    ///
    /// @param output standard output and standard error, as they came
    record Ended(int exit, String output) {}

    /// Runs the command line and fails unless it exits with 0.
    String omnigraph(Path folder, String... arguments) throws IOException, InterruptedException {
        Ended ended = run(folder, Map.of(), arguments);
        if (ended.exit() != 0) {
            throw new IOException(String.join(" ", arguments) + " exited with " + ended.exit() + ": " + ended.output());
        }
        return ended.output();
    }

    /// Runs the command line to its end.
    ///
    Ended run(Path folder, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(root.resolve("omnigraph").toString());
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        clean(builder.environment()).putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), output);
    }

    /// Takes what configures our programs out of an environment.
    static Map<String, String> clean(Map<String, String> environment) {
        environment.keySet().removeIf(name -> name.startsWith("OMNIGRAPH_"));
        return environment;
    }

    /// Changes with the code that writes graphs, so that a cached one is never of another program's making.
    String engineDigest() throws IOException, InterruptedException {
        omnigraph(root, "version");
        try (Stream<Path> jars = Files.list(root.resolve("dist/target/omnigraph/lib"))) {
            List<Path> ours = jars.filter(jar -> jar.getFileName().toString().startsWith("omnigraph-engine"))
                    .sorted()
                    .toList();
            StringBuilder digests = new StringBuilder();
            for (Path jar : ours) {
                digests.append(Sha256.hex(Files.readAllBytes(jar)));
            }
            return digests.toString();
        }
    }
}

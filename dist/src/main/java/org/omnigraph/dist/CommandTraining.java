package org.omnigraph.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.omnigraph.cli.Omnigraph;

/// The training run of the command line's AOT cache: the common commands on a copy of the example, in one JVM. Ends
/// with 1 if a command does not do what it should, so that a broken program never makes an image.
public final class CommandTraining {
    private CommandTraining() {}

    /// Runs every command once.
    ///
    /// @param args `light` or `full`, the folder that holds the copy of the example, and where on an object store a
    ///     second cluster of it is to be
    public static void main(String[] args) throws IOException {
        Path cluster = Path.of(args[1]).toAbsolutePath();
        if (args[0].equals("light")) {
            run(cluster, light(cluster));
            return;
        }
        run(cluster, full(cluster, cluster.resolve("graphs/knowledge.omni").toString()));
        Path yaml = cluster.resolve("cluster.yaml");
        String local = Files.readString(yaml);
        Files.writeString(yaml, local + "\nstorage: " + args[2] + "\n");
        run(cluster, full(cluster, args[2] + "/graphs/knowledge.omni"));
        Files.writeString(yaml, local);
    }

    private static void run(Path cluster, List<List<String>> commands) {
        for (List<String> command : commands) {
            int code = Omnigraph.rehearse(cluster, System.getenv(), command.toArray(String[]::new));
            if (code != 0) {
                System.err.println("training: " + command + " exited with " + code + "; run it by hand to see why");
                System.exit(1);
            }
        }
    }

    /// The commands that touch neither store nor graph; their cache holds nothing that they do not need, because the
    /// JVM maps and links all of a cache at each start.
    private static List<List<String>> light(Path cluster) {
        String config = cluster.toString();
        return List.of(
                List.of("--help"),
                List.of("version"),
                List.of("explain", "state_lock_held"),
                List.of("cluster", "validate", "--config", config),
                List.of("cluster", "validate", "--config", config, "--json"));
    }

    private static List<List<String>> full(Path cluster, String graph) {
        String config = cluster.toString();
        return List.of(
                List.of("cluster", "validate", "--config", config),
                List.of("cluster", "validate", "--config", config, "--json"),
                List.of("cluster", "import", "--config", config),
                List.of("cluster", "plan", "--config", config),
                List.of("cluster", "plan", "--config", config, "--json"),
                List.of("cluster", "apply", "--config", config, "--as", "training"),
                List.of("cluster", "apply", "--config", config, "--as", "training", "--json"),
                List.of("cluster", "status", "--config", config),
                List.of("cluster", "status", "--config", config, "--json"),
                List.of("cluster", "refresh", "--config", config),
                List.of("cluster", "history", "--config", config),
                List.of("load", cluster.resolve("seed.jsonl").toString(), "--store", graph, "--as", "training"),
                List.of("query", "-e", "query q() { match { $p: Person } return { $p } limit 3 }", "--store", graph),
                List.of(
                        "query",
                        "-e",
                        "query q() { match { $p: Person } return { count($p) as people } }",
                        "--store",
                        graph,
                        "--json"));
    }
}

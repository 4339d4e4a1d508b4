package org.omnigraph.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Ctrl-C and a full disk in the middle of writing: the lock goes, nothing acknowledged is lost, and the same command
/// again converges.
class InterruptionIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int GRAPHS = 40;
    private static final int HEX = 16;
    private static final long SIGINT = 1 << 1;

    @TempDir
    Path temp;

    @Test
    void apply_interruptedInTheMiddle_releasesTheLockAndConvergesNextTime() throws IOException {
        Path cluster = manyGraphs(temp.resolve("many"));
        assertThat(omnigraph("cluster", "import", "--config", cluster.toString())
                        .exit())
                .isZero();
        Program.Result result;
        try (Program apply = Program.start(
                temp, Map.of(), interruptible("cluster", "apply", "--config", cluster.toString(), "--as", "ci"))) {
            Path second = cluster.resolve("graphs/g02.omni/format.json");
            assertThat(apply.awaitWhileRunning(() -> Files.exists(second)))
                    .as("apply was seen at work")
                    .isTrue();
            apply.signal("INT");
            result = apply.await();
        }
        assertThat(result.exit()).as(result.out() + result.err()).isEqualTo(130);
        assertThat(result.err()).contains("interrupted").contains("asked to stop");
        assertThat(result.out()).contains("graph.g00").contains("graph.g39");
        assertThat(cluster.resolve("__cluster/lock.json")).doesNotExist();
        assertThat(cluster.resolve("graphs/g39.omni/format.json")).doesNotExist();

        Program.Result again = omnigraph("cluster", "apply", "--config", cluster.toString(), "--as", "ci", "--json");
        assertThat(again.exit()).as(again.err()).isZero();
        assertThat(JSON.readTree(again.out()).get("converged").asBoolean()).isTrue();
        try (Stream<Path> graphs = Files.list(cluster.resolve("graphs"))) {
            assertThat(graphs).hasSize(GRAPHS);
        }
        assertThat(cluster.resolve("__cluster/recoveries")).doesNotExist();
    }

    @Test
    void load_interruptedInTheMiddle_loadsNothing() throws IOException, InterruptedException {
        Path cluster = HandMadeCluster.write(temp.resolve("library"));
        assertThat(omnigraph("cluster", "import", "--config", cluster.toString())
                        .exit())
                .isZero();
        assertThat(omnigraph("cluster", "apply", "--config", cluster.toString(), "--as", "ci")
                        .exit())
                .isZero();
        String store = cluster.resolve("graphs/library.omni").toString();
        Process load = new ProcessBuilder(interruptible("load", "-", "--store", store, "--as", "ci"))
                .redirectErrorStream(true)
                .redirectOutput(temp.resolve("load.log").toFile())
                .start();
        try (OutputStream in = load.getOutputStream()) {
            // Far more than a pipe holds: once this returns, the program has begun to read.
            for (int i = 0; i < 40_000; i++) {
                in.write(("{\"type\":\"Author\",\"data\":{\"name\":\"author " + i + "\"}}\n")
                        .getBytes(StandardCharsets.UTF_8));
            }
            in.flush();
            new ProcessBuilder("kill", "-INT", Long.toString(load.pid()))
                    .start()
                    .waitFor();
            assertThat(load.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(load.exitValue())
                .as(Files.readString(temp.resolve("load.log")))
                .isEqualTo(130);
        JsonNode count = JSON.readTree(omnigraph(
                        "query",
                        "-e",
                        "query n() { match { $a: Author } return { count($a) as n } }",
                        "--store",
                        store,
                        "--json")
                .out());
        assertThat(count.get("rows").get(0).get("n").asInt()).isZero();
    }

    /// `./omnigraph` with these arguments. A build that a shell started in the background ignores Ctrl-C, and what it
    /// starts inherits that; there, the program gets the signal back first.
    private static List<String> interruptible(String... args) throws IOException {
        List<String> command = new ArrayList<>();
        Path status = Path.of("/proc/self/status");
        if (Files.exists(status)
                && Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("SigIgn:"))
                        .anyMatch(line ->
                                (Long.parseUnsignedLong(line.substring(7).strip(), HEX) & SIGINT) != 0)) {
            command.addAll(List.of("env", "--default-signal=INT"));
        }
        command.add(RepositoryFiles.ROOT.resolve("omnigraph").toString());
        command.addAll(List.of(args));
        return command;
    }

    @Test
    void apply_onAFullDisk_keepsTheLedgerAndSaysSo() throws IOException, InterruptedException {
        Path disk = Files.createDirectories(temp.resolve("tiny"));
        int mounted = new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", disk.toString())
                .redirectErrorStream(true)
                .redirectOutput(temp.resolve("mount.log").toFile())
                .start()
                .waitFor();
        assumeThat(mounted)
                .as("mounting a tmpfs needs root: " + Files.readString(temp.resolve("mount.log")))
                .isZero();
        try {
            Path cluster = manyGraphs(disk.resolve("many"));
            assertThat(omnigraph("cluster", "import", "--config", cluster.toString())
                            .exit())
                    .isZero();
            Program.Result result = omnigraph("cluster", "apply", "--config", cluster.toString(), "--as", "ci");
            assertThat(result.exit()).as(result.out() + result.err()).isEqualTo(73);
            assertThat(result.err()).contains("store_full").doesNotContain("Exception");
            Program.Result status = omnigraph("cluster", "status", "--config", cluster.toString(), "--json");
            assertThat(status.exit()).as(status.out() + status.err()).isZero();
            new ProcessBuilder("mount", "-o", "remount,size=64m", disk.toString())
                    .start()
                    .waitFor();
            Program.Result again =
                    omnigraph("cluster", "apply", "--config", cluster.toString(), "--as", "ci", "--json");
            assertThat(again.exit()).as(again.out() + again.err()).isZero();
            assertThat(JSON.readTree(again.out()).get("converged").asBoolean()).isTrue();
        } finally {
            new ProcessBuilder("umount", disk.toString()).start().waitFor();
        }
    }

    private Program.Result omnigraph(String... args) throws IOException {
        return Program.omnigraph(temp, args);
    }

    private static Path manyGraphs(Path folder) throws IOException {
        Files.createDirectories(folder);
        StringBuilder yaml = new StringBuilder("version: 1\ngraphs:\n");
        for (int i = 0; i < GRAPHS; i++) {
            yaml.append("  g%02d: { schema: s.pg }%n".formatted(i));
        }
        Files.writeString(folder.resolve("cluster.yaml"), yaml);
        Files.writeString(folder.resolve("s.pg"), "node Thing { name: String @key }\nedge Near: Thing -> Thing\n");
        return folder;
    }
}

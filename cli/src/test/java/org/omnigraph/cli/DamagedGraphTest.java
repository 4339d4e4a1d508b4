package org.omnigraph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnigraph.state.json.Json;

/// Files of a graph that are gone or cut off are named by `doctor`, `drift` and `refresh`, with type, commit and the
/// way out, and are forgotten when they are back.
final class DamagedGraphTest {
    /// Ends of the names of a table's files: rows, manifest, metadata.
    private static final List<String> KINDS = List.of(".parquet", "-m0.avro", ".metadata.json");

    @TempDir
    private Path folder;

    @BeforeEach
    void load() throws IOException {
        TinyCluster cluster = TinyCluster.applied(folder);
        cluster.must("load", "--store", cluster.graph(), "people.jsonl", "--as", "me");
    }

    @Test
    void doctor_namesWhatIsGone_andWhatIsCutOff() throws IOException {
        for (String kind : KINDS) {
            Path file = newest("node.Town", kind);
            byte[] bytes = Files.readAllBytes(file);
            Files.delete(file);
            assertNamed(file, "is missing");
            Files.write(file, Arrays.copyOf(bytes, 7));
            assertNamed(file, "has 7 bytes instead of " + bytes.length);
            Files.write(file, bytes);
            assertThat(run("cluster", "doctor", "--config", "brain", "--json").exitCode())
                    .isZero();
        }
    }

    private void assertNamed(Path file, String problem) {
        CliRun.Ran doctor = run("cluster", "doctor", "--config", "brain", "--json");
        assertThat(doctor.exitCode()).isEqualTo(65);
        JsonNode found = Json.parse(doctor.out()).path("diagnostics").path(0);
        assertThat(found.path("code").asText()).isEqualTo("graph_corrupt");
        assertThat(found.path("path").asText()).isEqualTo("graph.people");
        assertThat(found.path("message").asText())
                .contains(file.toString(), "of table node.Town, added by commit ", problem);
        assertThat(run("cluster", "doctor", "--config", "brain").err()).contains("Put the same file back");
    }

    @Test
    void missingCommitRecord_isNamed() throws IOException {
        Path head = newest("branches/main", "2.json");
        byte[] bytes = Files.readAllBytes(head);
        Files.write(head, Arrays.copyOf(bytes, bytes.length / 2));
        CliRun.Ran doctor = run("cluster", "doctor", "--config", "brain", "--json");
        assertThat(doctor.exitCode()).isEqualTo(65);
        assertThat(doctor.out()).contains("graph_corrupt", head.getFileName().toString());
        Files.write(head, bytes);
        Files.delete(newest("branches/main", "1.json"));
        doctor = run("cluster", "doctor", "--config", "brain", "--json");
        assertThat(doctor.out()).contains("graph_corrupt", "commit record 1 of branch `main`");
    }

    @Test
    void drift_refreshAndStatus_tellDamage_andForgetItWhenItIsMended() throws IOException {
        Path file = newest("node.Town", ".parquet");
        Path aside = folder.resolve("aside");
        Files.move(file, aside);
        CliRun.Ran drift = run("cluster", "drift", "--config", "brain");
        assertThat(drift.exitCode()).isEqualTo(3);
        assertThat(drift.out()).contains("graph.people  graph_corrupt");
        CliRun.Ran refresh = run("cluster", "refresh", "--config", "brain", "--as", "me");
        assertThat(refresh.exitCode()).isEqualTo(65);
        assertThat(refresh.err()).contains("error[graph_corrupt]");
        JsonNode status = status();
        assertThat(status.path("status").asText()).isEqualTo("error");
        assertThat(status.path("conditions").path(0).asText()).isEqualTo("graph_corrupt");

        Files.move(aside, file);
        assertThat(run("cluster", "refresh", "--config", "brain", "--as", "me").exitCode())
                .isZero();
        assertThat(status().path("status").asText()).isEqualTo("applied");
        assertThat(run("cluster", "drift", "--config", "brain").exitCode()).isZero();
    }

    private JsonNode status() {
        String out = run("cluster", "status", "--config", "brain", "--json").out();
        return Json.parse(out).path("resource_statuses").path("graph.people");
    }

    /// The files of the only load of a table lie beside those of its making; of these the younger one.
    private Path newest(String part, String suffix) throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("brain/graphs"))) {
            return files.filter(path ->
                            path.toString().contains(part) && path.toString().endsWith(suffix))
                    .max(Path::compareTo)
                    .orElseThrow();
        }
    }

    private CliRun.Ran run(String... args) {
        return new CliRun(folder).run(args);
    }
}

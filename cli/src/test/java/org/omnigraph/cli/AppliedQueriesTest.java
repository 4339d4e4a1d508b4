package org.omnigraph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnigraph.cli.CliRun.Ran;
import org.omnigraph.state.json.Json;

/// `queries list` and `queries validate`; the scenario `applied-queries` shows what they print.
final class AppliedQueriesTest {
    @TempDir
    Path folder;

    private Ran list(String cluster) {
        return new CliRun(folder).run("queries", "list", "--cluster", cluster, "--graph", "people", "--json");
    }

    private Ran validate(String cluster) {
        return new CliRun(folder).run("queries", "validate", "--cluster", cluster, "--graph", "people");
    }

    @Test
    void list_byFolderOrStorageRoot_isTheSame() throws IOException {
        TinyCluster.applied(folder);
        JsonNode byFolder = Json.parse(list("brain").out());
        JsonNode byRoot =
                Json.parse(list(folder.resolve("brain").toUri().toString()).out());
        assertThat(byFolder.path("queries").findValuesAsText("tool_name")).containsExactly("townsfolk");
        assertThat(byRoot.path("queries")).isEqualTo(byFolder.path("queries"));
    }

    @Test
    void list_readsWhatIsAppliedAndNotWhatIsDeclared() throws IOException {
        TinyCluster.applied(folder);
        Files.writeString(folder.resolve("brain/people.gq"), "query nonsense");
        Files.delete(folder.resolve("brain/people.pg"));
        Ran ran = list("brain");
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(Json.parse(ran.out()).path("queries").findValuesAsText("tool_name"))
                .containsExactly("townsfolk");
        assertThat(validate("brain").exitCode()).isZero();
    }

    @Test
    void storage_elsewhere_isFollowed() throws IOException {
        TinyCluster cluster = TinyCluster.written(folder);
        Path yaml = folder.resolve("brain/cluster.yaml");
        Files.writeString(yaml, Files.readString(yaml) + "storage: ../data\n");
        cluster.must("cluster", "import", "--config", "brain", "--as", "me");
        cluster.must("cluster", "apply", "--config", "brain", "--as", "me");
        assertThat(validate("brain").exitCode()).isZero();
        assertThat(validate(folder.resolve("data").toUri().toString()).exitCode())
                .isZero();
    }

    @Test
    void look_atALockedCluster_needsNoLockAndWritesNothing() throws IOException {
        TinyCluster.applied(folder);
        Files.writeString(
                folder.resolve("brain/__cluster/lock.json"),
                "{\"version\":1,\"lock_id\":\"01ARZ3NDEKTSV4RRFFQ69G5FAV\",\"operation\":\"apply\","
                        + "\"created_at\":\"2026-11-26T00:00:00Z\",\"pid\":1}");
        Map<Path, Long> before = files();
        assertThat(list("brain").exitCode()).isZero();
        assertThat(validate("brain").exitCode()).isZero();
        assertThat(files()).isEqualTo(before);
    }

    private Map<Path, Long> files() throws IOException {
        Map<Path, Long> found = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder.resolve("brain"))) {
            for (Path file : files.toList()) {
                found.put(file, Files.getLastModifiedTime(file).toMillis());
            }
        }
        return found;
    }

    @Test
    void validate_lostPayload_isNoQuestionOfFitting() throws IOException {
        TinyCluster.applied(folder);
        try (Stream<Path> payloads = Files.list(folder.resolve("brain/__cluster/resources/query/people/townsfolk"))) {
            for (Path payload : payloads.toList()) {
                Files.delete(payload);
            }
        }
        Ran ran = validate("brain");
        assertThat(ran.exitCode()).isEqualTo(65);
        assertThat(ran.err()).contains("catalog_payload_missing");
        assertThat(ran.out()).isEmpty();
    }

    @Test
    void validate_clusterThatIsNotThere_exits66() {
        Ran ran = validate("nowhere");
        assertThat(ran.exitCode()).isEqualTo(66);
        assertThat(ran.err()).contains("nowhere");
    }
}

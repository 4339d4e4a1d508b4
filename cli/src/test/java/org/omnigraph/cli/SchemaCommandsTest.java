package org.omnigraph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.omnigraph.cli.CliRun.Ran;
import org.omnigraph.state.json.Json;

/// `init`, `schema plan` and `schema apply` on storage; the scenario `schema-by-hand` shows what they print.
final class SchemaCommandsTest {
    private static final String GROWN = TinyCluster.SCHEMA + "node Street { name: String @key }\n";

    @TempDir
    Path folder;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(folder.resolve("first.pg"), TinyCluster.SCHEMA);
        Files.writeString(folder.resolve("grown.pg"), GROWN);
    }

    private Ran run(String line) {
        return new CliRun(folder).run(line.split(" ", -1));
    }

    private Ran must(String line) {
        Ran ran = run(line);
        assertThat(ran.exitCode()).as(line + "\n" + ran.err()).isZero();
        return ran;
    }

    private void refused(String line, int exitCode, String... texts) {
        Ran ran = run(line);
        assertThat(ran.exitCode()).as(line + "\n" + ran.err()).isEqualTo(exitCode);
        assertThat(ran.out()).isEmpty();
        assertThat(UsageTest.unwrapped(ran.err())).contains(texts);
    }

    @Test
    void apply_twice_isOneCommit() {
        must("init g.omni --schema first.pg --as me");
        JsonNode first = Json.parse(
                must("schema apply g.omni --schema grown.pg --as me --json").out());
        assertThat(first.path("applied").asBoolean()).isTrue();
        JsonNode again = Json.parse(
                must("schema apply g.omni --schema grown.pg --as me --json").out());
        assertThat(again.path("applied").asBoolean()).isFalse();
        assertThat(again.path("committed").asBoolean()).isFalse();
        assertThat(again.path("graph_manifest_version").asLong())
                .isEqualTo(first.path("graph_manifest_version").asLong());
        assertThat(again.path("graph_commit_id").asText())
                .isEqualTo(first.path("graph_commit_id").asText());
        assertThat(must("schema show g.omni").out()).isEqualTo(GROWN);
    }

    @Test
    void apply_saysWhereItWritesAndWho_beforeItDoes() {
        must("init g.omni --schema first.pg --as me");
        Ran ran = must("schema apply g.omni --schema grown.pg --as me");
        assertThat(ran.err()).isEqualTo("writing to " + folder.resolve("g.omni") + ", branch main, as me\n");
        assertThat(must("schema apply g.omni --schema first.pg --as me --quiet").err())
                .isEmpty();
    }

    @Test
    void plan_ofASchemaOnStandardInput_writesNothing() {
        must("init g.omni --schema first.pg --as me");
        Ran ran = new CliRun(folder).stdin(GROWN).run("schema", "plan", "g.omni", "--schema", "-");
        assertThat(ran.out()).contains("+ node Street", "Plan: 1 step.");
        assertThat(must("schema show g.omni").out()).isEqualTo(TinyCluster.SCHEMA);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "schema apply brain/graphs/people.omni --schema grown.pg --as me",
                "schema apply --store brain/graphs/people.omni --schema grown.pg --as me",
                "schema apply link/people.omni --schema grown.pg --as me",
                "init brain/graphs/new.omni --schema grown.pg --as me",
                "init link/new.omni --schema grown.pg --as me",
                "init brain/graphs/people.omni --schema grown.pg --as me",
            })
    void write_insideACluster_isRefused(String line) throws IOException {
        TinyCluster cluster = TinyCluster.applied(folder);
        Files.createSymbolicLink(folder.resolve("link"), folder.resolve("brain/graphs"));
        refused(line, 65, "error[graph_in_cluster]", "omnigraph cluster apply");
        assertThat(folder.resolve("brain/graphs/new.omni")).doesNotExist();
        assertThat(cluster.must("schema", "show", cluster.graph()).out()).isEqualTo(TinyCluster.SCHEMA);
    }

    @Test
    void apply_insideAClusterThatLostItsHead_isRefusedBecauseTheLogIsThere() throws IOException {
        TinyCluster cluster = TinyCluster.applied(folder);
        Files.delete(folder.resolve("brain/__cluster/state.json"));
        refused("schema apply " + cluster.graph() + " --schema grown.pg --as me", 65, "graph_in_cluster");
    }

    @Test
    void init_besideNoLedger_makesAGraphThatTheClusterAdopts() throws IOException {
        TinyCluster.written(folder);
        must("init brain/graphs/people.omni --schema first.pg --as me");
        must("load brain/graphs/people.omni people.jsonl --as me");
        must("cluster import --config brain --as me");
        must("cluster apply --config brain --as me");
        assertThat(new TinyCluster(folder).people()).isEqualTo(2);
    }

    @Test
    void init_whereSomethingIs_isRefusedAndTouchesNothing() throws IOException {
        must("init g.omni --schema first.pg --as me");
        refused("init g.omni --schema grown.pg --as me", 73, "error[graph_already_exists]", "omnigraph schema apply");
        assertThat(must("schema show g.omni").out()).isEqualTo(TinyCluster.SCHEMA);

        Path notes = Files.createDirectories(folder.resolve("papers")).resolve("notes.txt");
        Files.writeString(notes, "mine\n");
        refused("init papers --schema first.pg --as me", 73, "error[graph_already_exists]", "something else");
        assertThat(folder.resolve("papers")).isDirectoryContaining(path -> path.equals(notes));
        try (var files = Files.list(folder.resolve("papers"))) {
            assertThat(files).containsExactly(notes);
        }
    }

    @Test
    void init_afterOneThatNeverCommitted_makesTheGraph() throws IOException {
        must("init g.omni --schema grown.pg --as me");
        Files.delete(folder.resolve("g.omni/format.json"));
        must("init g.omni --schema first.pg --as me");
        assertThat(must("schema show g.omni").out()).isEqualTo(TinyCluster.SCHEMA);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.b", "ü.omni", "two words.omni"})
    void init_underANameThatIsNoId_isRefused(String root) {
        Ran ran = new CliRun(folder).run("init", root, "--schema", "first.pg", "--as", "me");
        assertThat(ran.exitCode()).isEqualTo(64);
        assertThat(ran.err()).contains("is no graph's id");
        assertThat(folder.resolve(root)).doesNotExist();
    }

    @Test
    void init_onAServersAddress_isRefused() {
        refused("init http://host/graphs/g --schema first.pg --as me", 64, "is the address of a server");
    }
}

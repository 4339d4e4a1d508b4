package org.omnigraph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnigraph.cli.CliRun.Ran;
import org.omnigraph.cli.shell.Screen;
import org.omnigraph.state.json.Json;

final class DataCommandsTest {
    @TempDir
    Path folder;

    @Test
    void load_goodFile_isOneCommitAndSaysWhereItWrote() throws IOException {
        TinyCluster cluster = TinyCluster.applied(folder);
        Ran ran = cluster.must("load", "--store", cluster.graph(), "people.jsonl", "--as", "me");
        assertThat(ran.out()).contains("Person", "LivesIn", "Loaded 5 entities (merge) as commit");
        assertThat(ran.err()).contains("writing to ", "people.omni", "branch main, as me");

        Ran quiet = cluster.must("load", "--store", cluster.graph(), "people.jsonl", "--as", "me", "--quiet");
        assertThat(quiet.out()).isEmpty();
        assertThat(quiet.err()).isEmpty();
    }

    @Test
    void load_json_hasTheShapeOfTheServer() throws IOException {
        TinyCluster cluster = TinyCluster.applied(folder);
        Ran ran = cluster.must("load", "--json", cluster.graph(), "people.jsonl", "--as", "me");
        JsonNode result = Json.parse(ran.out());
        List<String> members = new ArrayList<>();
        result.fieldNames().forEachRemaining(members::add);
        assertThat(members)
                .containsExactly(
                        "branch",
                        "base_branch",
                        "branch_created",
                        "mode",
                        "nodes",
                        "edges",
                        "total_entities",
                        "actor_id",
                        "commit");
        assertThat(result.path("base_branch").isNull()).isTrue();
        assertThat(result.path("nodes").toString())
                .isEqualTo("[{\"name\":\"Person\",\"entities_loaded\":2},{\"name\":\"Town\",\"entities_loaded\":1}]");
        assertThat(result.path("actor_id").asText()).isEqualTo("me");
        assertThat(result.path("commit").path("graph_branch").isNull()).isTrue();
        assertThat(result.path("commit").path("created_at").asLong()).isGreaterThan(1_700_000_000_000_000L);
        assertThat(ran.out()).hasLineCount(1);
    }

    @Test
    void load_badLines_allNamedAndNothingLoaded() throws IOException {
        TinyCluster cluster = TinyCluster.applied(folder);
        StringBuilder lines = new StringBuilder();
        for (int i = 1; i <= 1000; i++) {
            lines.append(
                    switch (i) {
                        case 7 -> "{\"type\":\"Person\",\"data\":{\"name\":\"P7\",\"age\":\"old\"}}\n";
                        case 500 -> "{\"type\":\"Persn\",\"data\":{\"name\":\"P500\"}}\n";
                        case 999 -> "{not json\n";
                        default -> "{\"type\":\"Person\",\"data\":{\"name\":\"P" + i + "\"}}\n";
                    });
        }
        Files.writeString(folder.resolve("bad.jsonl"), lines.toString());

        Ran ran = cluster.run("load", "--store", cluster.graph(), "bad.jsonl", "--as", "me");

        assertThat(ran.exitCode()).isEqualTo(65);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err())
                .containsSubsequence(
                        "error[load_rejected]",
                        "line 7",
                        "bad_value",
                        "line 500",
                        "unknown_type",
                        "line 999",
                        "bad_json");
        assertThat(cluster.people()).isZero();

        JsonNode document =
                Json.parse(cluster.run("load", "--json", "--store", cluster.graph(), "bad.jsonl", "--as", "me")
                        .out());
        assertThat(document.path("problem_count").asLong()).isEqualTo(3);
        assertThat(document.path("problems").findValuesAsText("line")).containsExactly("7", "500", "999");
    }

    @Test
    void query_table_isAlignedAndCutToTheScreen() throws IOException {
        TinyCluster cluster = TinyCluster.loaded(folder);
        Ran ran = cluster.must(
                "query", "--store", cluster.graph(), "brain/people.gq", "--params", "{\"town\":\"Bergen\"}");
        assertThat(ran.out()).isEqualTo("""
                        p.name  p.age
                        ──────  ─────
                        Ada        36
                        Grace       ∅
                        (2 rows)
                        """);

        String longName = "x".repeat(200);
        cluster.must(
                "mutate",
                "--store",
                cluster.graph(),
                "--as",
                "me",
                "-e",
                "query add() { insert Town { name: \"" + longName + "\" } }");
        Ran narrow = new CliRun(folder)
                .screen(new Screen(false, false, 50))
                .run("query", "--store", cluster.graph(), "-e", "query q() { match { $t: Town } return { $t.name } }");
        assertThat(narrow.out().lines()).allMatch(line -> line.codePointCount(0, line.length()) <= 50);
        assertThat(narrow.out()).contains("x…");
    }

    @Test
    void query_json_isTheReadResultOnOneLine() throws IOException {
        TinyCluster cluster = TinyCluster.loaded(folder);
        Ran ran = cluster.must(
                "query",
                "--json",
                cluster.graph(),
                "brain/people.gq",
                "--name",
                "townsfolk",
                "--params",
                "{\"town\":\"Bergen\"}");
        assertThat(ran.out())
                .startsWith("{\"query_name\":\"townsfolk\",\"target\":{\"branch\":\"main\",\"snapshot\":null},"
                        + "\"row_count\":2,\"columns\":[\"p.name\",\"p.age\"],\"rows\":[{\"p.name\":\"Ada\",\"p.age\":36},"
                        + "{\"p.name\":\"Grace\",\"p.age\":null}],\"graph_commit_id\":\"");
        assertThat(ran.out()).hasLineCount(1);
    }

    @Test
    void query_badText_pointsIntoIt() throws IOException {
        TinyCluster cluster = TinyCluster.applied(folder);
        Files.writeString(folder.resolve("bad.gq"), "query q() {\n  match { $p: Persn }\n  return { $p.name }\n}\n");
        Ran ran = cluster.run("query", "--store", cluster.graph(), "bad.gq");
        assertThat(ran.exitCode()).isEqualTo(65);
        assertThat(ran.err()).contains("bad.gq:2:", "match { $p: Persn }", "^^^^^");
    }

    @Test
    void mutate_changesAreCountedAndIfCommitGuards() throws IOException {
        TinyCluster cluster = TinyCluster.loaded(folder);
        Ran ran = cluster.must(
                "mutate",
                "--store",
                cluster.graph(),
                "--as",
                "me",
                "--json",
                "-e",
                "query hire($n: String) { insert Person { name: $n } }",
                "--params",
                "{\"n\":\"Linus\"}");
        JsonNode result = Json.parse(ran.out());
        assertThat(result.path("affected_nodes").asLong()).isEqualTo(1);
        assertThat(result.path("affected_edges").asLong()).isZero();
        assertThat(cluster.people()).isEqualTo(3);

        Ran lost = cluster.run(
                "mutate",
                "--store",
                cluster.graph(),
                "--as",
                "me",
                "--if-commit",
                "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                "-e",
                "query fire() { delete Person where name = \"Ada\" }");
        assertThat(lost.exitCode()).as(lost.err()).isEqualTo(4);
        assertThat(cluster.people()).isEqualTo(3);
    }

    @Test
    void export_intoFileAndBack_keepsTheGraph() throws IOException {
        TinyCluster cluster = TinyCluster.loaded(folder);
        Ran toFile = cluster.must("export", "--store", cluster.graph(), "-o", "out.jsonl");
        assertThat(toFile.out()).contains("Exported 5 records to out.jsonl");
        Ran toPipe = cluster.must("export", cluster.graph());
        assertThat(toPipe.out()).isEqualTo(Files.readString(folder.resolve("out.jsonl")));
        assertThat(toPipe.out()).hasLineCount(5);
        assertThat(cluster.must("export", cluster.graph(), "--type", "Town").out())
                .hasLineCount(1);

        cluster.must("load", "--store", cluster.graph(), "out.jsonl", "--mode", "overwrite", "--as", "me");
        assertThat(cluster.must("export", cluster.graph()).out()).isEqualTo(toPipe.out());
    }

    @Test
    void export_intoMissingFolder_cannotCreate() throws IOException {
        TinyCluster cluster = TinyCluster.loaded(folder);
        Ran ran = cluster.run("export", "--store", cluster.graph(), "-o", "no/where.jsonl");
        assertThat(ran.exitCode()).isEqualTo(73);
        assertThat(ran.err()).contains("output_not_created");
    }

    @Test
    void schemaShow_isTheExactText() throws IOException {
        TinyCluster cluster = TinyCluster.applied(folder);
        assertThat(cluster.must("schema", "show", cluster.graph()).out()).isEqualTo(TinyCluster.SCHEMA);
    }

    @Test
    void data_onAClusterFolder_saysWhereItsGraphsAre() throws IOException {
        TinyCluster cluster = TinyCluster.applied(folder);
        Ran ran = cluster.run("query", "--store", "brain", "-e", "x");
        assertThat(ran.exitCode()).isEqualTo(64);
        assertThat(ran.err()).contains("--store brain/graphs/ID.omni");
    }

    @Test
    void load_fromStandardInput_reads() throws IOException {
        TinyCluster cluster = TinyCluster.applied(folder);
        Ran ran = new CliRun(folder)
                .stdin(TinyCluster.PEOPLE)
                .run("load", "--store", cluster.graph(), "-", "--mode", "append", "--as", "me");
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(cluster.people()).isEqualTo(2);
    }
}

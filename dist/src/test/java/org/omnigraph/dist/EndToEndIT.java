package org.omnigraph.dist;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// From a hand-made folder to a served answer, through the packaged programs only.
class EndToEndIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path temp;

    @Test
    void quickstart_endsWithTheServedAnswer() throws IOException {
        Program.Result result = Program.omnigraph(temp, "quickstart");
        assertThat(result.exit()).as(result.out() + result.err()).isZero();
        assertThat(result.out()).contains("validate").contains("apply").contains("load");
        assertThat(result.err()).doesNotContain("WARNING").doesNotContain("Exception");
    }

    @Test
    void quickstart_asJson_isTheDocumentOfItsSchema() throws IOException {
        Program.Result result = Program.omnigraph(temp, "quickstart", "--json");
        assertThat(result.exit()).as(result.out() + result.err()).isZero();
        assertThat(JSON.readTree(result.out()).get("answer").get("row_count").asInt())
                .isPositive();
    }

    @Test
    void handMadeCluster_goesTheWholeWay() throws IOException, InterruptedException {
        Path cluster = HandMadeCluster.write(temp.resolve("town library"));
        ok("cluster", "validate", "--config", cluster.toString());
        ok("cluster", "import", "--config", cluster.toString());
        JsonNode plan = JSON.readTree(ok("cluster", "plan", "--config", cluster.toString(), "--json"));
        assertThat(plan.get("ok").asBoolean()).isTrue();
        assertThat(plan.get("changes")).hasSize(5);
        JsonNode applied =
                JSON.readTree(ok("cluster", "apply", "--config", cluster.toString(), "--as", "ci", "--json"));
        assertThat(applied.get("converged").asBoolean()).isTrue();
        assertThat(applied.get("state_written").asBoolean()).isTrue();

        Path ledger = cluster.resolve("__cluster/state.json");
        byte[] before = Files.readAllBytes(ledger);
        JsonNode again = JSON.readTree(ok("cluster", "apply", "--config", cluster.toString(), "--as", "ci", "--json"));
        assertThat(again.get("state_written").asBoolean()).isFalse();
        assertThat(Files.readAllBytes(ledger)).isEqualTo(before);

        String store = cluster.resolve("graphs/library.omni").toString();
        ok("load", cluster.resolve("books.jsonl").toString(), "--store", store, "--as", "ci");
        JsonNode rows = JSON.readTree(ok(
                "query",
                cluster.resolve("books.gq").toString(),
                "--name",
                "books_of",
                "--params",
                "{\"name\":\"Ursula K. Le Guin\"}",
                "--store",
                store,
                "--json"));
        assertThat(rows.get("row_count").asInt()).isEqualTo(2);
        serve(cluster);
    }

    private void serve(Path cluster) throws IOException, InterruptedException {
        try (ServerProgram server = ServerProgram.start(cluster.toString(), temp.resolve("server.log"), Map.of())) {
            String books = "/graphs/library/queries/books_of";
            HttpResponse<String> answer =
                    server.post(books, HandMadeCluster.TOKEN, "{\"params\":{\"name\":\"Ursula K. Le Guin\"}}");
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(JSON.readTree(answer.body())
                            .get("rows")
                            .get(0)
                            .get("title")
                            .asText())
                    .isEqualTo("The Left Hand of Darkness");
            assertThat(server.post(books, "wrong", "{}").statusCode()).isEqualTo(401);
            assertThat(server.post(
                                    "/graphs/library/mutate",
                                    HandMadeCluster.TOKEN,
                                    "{\"query\":\"query q() { insert Author { name: \\\"X\\\" } }\"}")
                            .statusCode())
                    .isEqualTo(403);
            server.stop();
            assertThat(server.log()).doesNotContain(HandMadeCluster.TOKEN).doesNotContain("WARNING:");
        }
    }

    private String ok(String... args) throws IOException {
        Program.Result result = Program.omnigraph(temp, args);
        assertThat(result.exit())
                .as(List.of(args) + "\n" + result.out() + result.err())
                .isZero();
        return result.out();
    }
}

package org.omnigraph.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.omnigraph.engine.api.EntityKind;
import org.omnigraph.engine.api.GraphException;
import org.omnigraph.engine.api.GraphFailure;
import org.omnigraph.server.serve.ServerLimits;
import org.omnigraph.server.testing.FakeGraph;
import org.omnigraph.server.testing.TestCluster;
import org.omnigraph.server.testing.TestServer;
import org.omnigraph.state.diagnostic.DiagnosticCode;

/// Shapes, errors and limits, on an open server.
class HttpRoutesTest {
    private static final String G = "/graphs/library";
    private static final String ADD = "{\"params\": {\"title\": \"x\"}}";

    private final TestCluster cluster = TestCluster.small().apply();
    private final TestServer server = new TestServer(cluster.served(""), new ServerLimits(1, 1000));
    private FakeGraph graph = cluster.engine.graph("library");

    @BeforeEach
    void take() {
        graph = cluster.engine.graph("library");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    // ---- shapes ----------------------------------------------------------------------------------------------

    @Test
    void healthz_isAlive() {
        JsonNode body = server.get("/healthz", "").json();
        assertThat(names(body)).containsExactly("status", "version", "internal_schema_version");
    }

    @Test
    void storedRead_givesTheReadResult() {
        JsonNode body = server.post(G + "/queries/notes", "", ADD).json();
        assertThat(names(body))
                .containsExactly("query_name", "target", "row_count", "columns", "rows", "graph_commit_id");
        assertThat(body.path("target").toString()).isEqualTo("{\"branch\":\"main\",\"snapshot\":null}");
        assertThat(body.path("rows").toString()).isEqualTo("[{\"title\":\"x\"}]");
    }

    @Test
    void storedMutation_givesTheChangeResult() {
        JsonNode body = server.post(G + "/queries/add_note", "", ADD).json();
        assertThat(names(body))
                .containsExactly("branch", "query_name", "affected_nodes", "affected_edges", "actor_id", "commit");
        assertThat(body.path("actor_id").isNull()).isTrue();
        assertThat(names(body.path("commit")))
                .containsExactly(
                        "graph_commit_id",
                        "graph_branch",
                        "graph_manifest_version",
                        "parent_commit_id",
                        "merged_parent_commit_id",
                        "actor_id",
                        "created_at");
        assertThat(body.path("commit").path("created_at").asLong()).isEqualTo(1_700_000_000_123_456L);
    }

    @Test
    void queries_listsEntries() {
        JsonNode queries = server.get(G + "/queries", "").json().path("queries");
        assertThat(queries).hasSize(2);
        assertThat(queries.get(1).toString())
                .isEqualTo(
                        "{\"name\":\"notes\",\"tool_name\":\"notes\",\"description\":\"Notes of a title\","
                                + "\"mutation\":false,\"params\":[{\"name\":\"title\",\"kind\":\"string\",\"nullable\":false}]}");
    }

    @Test
    void oldNames_sayWhatToUse_errorsToo() {
        TestServer.Answer error = server.post(G + "/read", "", "{}");
        assertThat(error.status()).isEqualTo(400);
        assertThat(error.header("deprecation")).isEqualTo("true");
        assertThat(error.header("link")).isEqualTo("<query>; rel=\"successor-version\"");
        TestServer.Answer read = server.post(
                G + "/read", "", "{\"query_source\": \"query q() { match { $n: Note } return { $n.title } }\"}");
        assertThat(read.json().has("graph_commit_id")).isFalse();
        assertThat(server.post(G + "/query", "", "{}").header("deprecation")).isEmpty();
    }

    @Test
    void load_isTolerant_andNamesLinesOfTheRequest() {
        TestServer.Answer good = server.post(
                G + "/load",
                "",
                "{\"data\": \"{\\\"type\\\": \\\"Note\\\", \\\"odd\\\": 1,\\n \\\"data\\\": {\\\"title\\\": \\\"a\\\", \\\"title\\\": \\\"b\\\"}}"
                        + " {\\\"type\\\":\\\"Note\\\"}\"}");
        assertThat(good.status()).isEqualTo(200);
        assertThat(names(good.json()))
                .containsExactly(
                        "uri",
                        "branch",
                        "base_branch",
                        "branch_created",
                        "mode",
                        "nodes",
                        "edges",
                        "total_entities",
                        "actor_id",
                        "commit");
        assertThat(graph.lines())
                .containsExactly("{\"type\":\"Note\",\"data\":{\"title\":\"b\"}}", "{\"type\":\"Note\"}");
        TestServer.Answer bad = server.post(
                G + "/load", "", "{\"data\": \"{\\\"type\\\":\\\"Note\\\"}\\n\\n\\n{\\\"type\\\":\\\"No\\\"}\"}");
        assertThat(bad.status()).isEqualTo(400);
        assertThat(bad.json().path("error").asText()).contains("line 4: unknown_type");
    }

    @Test
    void loadNdjson_checksTypeAndEncoding() {
        assertThat(ndjson("text/plain", "{}").status()).isEqualTo(415);
        assertThat(ndjson("application/x-ndjson; charset=utf-8", "{\"type\":\"Note\"}\n")
                        .status())
                .isEqualTo(200);
        TestServer.Answer notUtf8 = server.send(server.request(G + "/load/ndjson", "")
                .header("Content-Type", "application/x-ndjson")
                .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[] {(byte) 0xff})));
        assertThat(notUtf8.status()).isEqualTo(400);
        assertThat(server.send(server.request(G + "/load/ndjson?branch=none", "")
                                .header("Content-Type", "application/x-ndjson")
                                .POST(HttpRequest.BodyPublishers.ofString("")))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void export_givesTheLines_andBreaksOffWhenItFailsLate() {
        graph.put("{\"type\":\"Note\"}", 2);
        TestServer.Answer answer = server.post(G + "/export", "", "{}");
        assertThat(answer.header("content-type")).isEqualTo("application/x-ndjson; charset=utf-8");
        assertThat(answer.body()).isEqualTo("{\"type\":\"Note\"}\n{\"type\":\"Note\"}\n");
        graph.put("x".repeat(1000), 200);
        graph.failAtEndOfExport(new IllegalStateException("late"));
        HttpRequest request = server.request(G + "/export", "")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build();
        assertThatThrownBy(() -> server.client().send(request, HttpResponse.BodyHandlers.ofString()))
                .isInstanceOf(IOException.class);
    }

    // ---- errors ----------------------------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(strings = {"/", "/nope", "/graphs/", "/graphs/library", "/graphs/library/nope", "/graphs//schema"})
    void unknownRoute_isJson404(String path) {
        TestServer.Answer answer = server.get(path, "");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json().path("code").asText()).isEqualTo("not_found");
    }

    @Test
    void wrongMethod_isJson405WithAllow() {
        TestServer.Answer answer = server.send(server.request(G + "/schema", "").DELETE());
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("allow")).isEqualTo("GET, HEAD");
        assertThat(answer.json().path("code").asText()).isEqualTo("method_not_allowed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "[]",
                "7",
                "{\"query\": 7}",
                "{}",
                "{\"query\": \"x\", \"query\": \"x\"}",
                "{\"query\": \"query q() {\"}",
                "{\"query\": \"query q() { insert Note { title: \\\"x\\\" } }\"}",
                "{\"query\": \"query q() { match { $n: Note } return { $n.title } }\", \"name\": \"other\"}",
                "{\"query\": \"query q() { match { $n: Note } return { $n.title } }\", \"branch\": \" \"}",
                "{\"query\": \"query q() { match { $n: Note } return { $n.title } }\", \"branch\": \"a\", \"snapshot\": \"b\"}",
                "{\"query\": \"query q() { match { $n: Note } return { $n.title } }\", \"params\": []}",
            })
    void query_badBody_is400(String body) {
        TestServer.Answer answer = server.post(G + "/query", "", body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("code").asText()).isEqualTo("bad_request");
        assertThat(answer.json().path("error").asText()).isNotBlank();
    }

    @Test
    void query_ofAMutation_namesTheOtherRoute() {
        TestServer.Answer answer =
                server.post(G + "/query", "", "{\"query\": \"query q() { insert Note { title: \\\"x\\\" } }\"}");
        assertThat(answer.json().path("error").asText()).contains("POST /mutate");
        assertThat(graph.writes()).isEmpty();
    }

    @Test
    void graphId_malformedOrUnknown_is400Or404() {
        assertThat(server.get("/graphs/a%2Fb/schema", "").status()).isEqualTo(400);
        assertThat(server.get("/graphs/other/schema", "").status()).isEqualTo(404);
        assertThat(server.get(G + "/snapshot?branch=none", "").status()).isEqualTo(404);
        assertThat(server.get(G + "/snapshot?branch=%20main%20", "")
                        .json()
                        .path("graph_branch")
                        .asText())
                .isEqualTo("main");
        assertThat(server.get(G + "/commits/nothing", "").status()).isEqualTo(404);
    }

    @Test
    void conditionalWrite_headMoved_is412() {
        TestServer.Answer answer = server.send(server.request(G + "/queries/add_note/if-graph-commit", "")
                .header("Omnigraph-If-Graph-Commit", "commit-9")
                .POST(HttpRequest.BodyPublishers.ofString(ADD)));
        assertThat(answer.status()).isEqualTo(412);
        assertThat(answer.json().has("code")).isFalse();
        assertThat(answer.json().path("precondition_failure").toString())
                .isEqualTo("{\"expected\":\"commit-9\",\"actual\":\"commit-1\"}");
        assertThat(server.post(G + "/queries/add_note/if-graph-commit", "", ADD).status())
                .isEqualTo(400);
        assertThat(server.send(server.request(G + "/queries/add_note", "")
                                .header("Omnigraph-If-Graph-Commit", "commit-1")
                                .POST(HttpRequest.BodyPublishers.ofString(ADD)))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void failures_ofTheEngine_becomeTheirStatus() {
        check(new GraphFailure.KeyConflict(EntityKind.NODE, "Note", "x"), 409, "key_conflict");
        check(new GraphFailure.HeadMoved("a", ""), 409, "read_set_conflict");
        check(new GraphFailure.ResourceLimit("rows", 1, 2), 413, "resource_limit");
        check(new GraphFailure.Busy("memory", 1, 2, 3), 429, "resource_limit");
        check(new GraphFailure.Cancelled(), 503, "");
        check(new GraphFailure.Denied("no"), 403, "");
        check(new GraphFailure.BadParameter("title", "is missing"), 400, "");
        check(new GraphFailure.OutcomeUnknown("?"), 503, "recovery_required");
        check(new GraphFailure.PolicyFailed("?"), 500, "");
    }

    private void check(GraphFailure failure, int status, String field) {
        graph.failNext(() -> new GraphException(DiagnosticCode.QUERY_FAILED, "x", failure));
        TestServer.Answer answer = server.post(G + "/queries/notes", "", ADD);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(field.isEmpty() || answer.json().has(field)).isTrue();
    }

    @Test
    void bug_isA500WithAReportIdAndNothingElse() {
        graph.failNext(() -> new IllegalStateException("/secret/path"));
        TestServer.Answer answer = server.get(G + "/schema", "");
        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.body()).contains("REPORT").doesNotContain("secret");
    }

    // ---- limits ----------------------------------------------------------------------------------------------

    @Test
    void body_overTheLimit_is413() {
        String long1 = "{\"query\": \"" + "x".repeat((int) ServerLimits.JSON_BYTES_MAX) + "\"}";
        assertThat(server.post(G + "/query", "", long1).status()).isEqualTo(413);
    }

    @Test
    void contentType_notTheRoutes_is415() {
        TestServer.Answer answer =
                server.send(server.request(G + "/export", "").POST(HttpRequest.BodyPublishers.ofString("{}")));
        assertThat(answer.status()).isEqualTo(415);
        assertThat(server.post(G + "/export", "", "{\"odd\": 1}").status()).isEqualTo(400);
    }

    @Test
    void admission_secondWriteInFlightOrTooManyBytes_is429() throws InterruptedException {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        graph.onWrite(() -> {
            inside.countDown();
            try {
                go.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        CompletableFuture<TestServer.Answer> first =
                CompletableFuture.supplyAsync(() -> server.post(G + "/queries/add_note", "", ADD));
        inside.await();
        TestServer.Answer second = server.post(G + "/queries/add_note", "", ADD);
        assertThat(second.status()).isEqualTo(429);
        assertThat(Long.parseLong(second.header("retry-after"))).isBetween(1L, 60L);
        assertThat(server.post(G + "/queries/notes", "", ADD).status()).isEqualTo(200);
        go.countDown();
        assertThat(first.join().status()).isEqualTo(200);
        assertThat(server.post(G + "/queries/add_note", "", ADD).status()).isEqualTo(200);
        TestServer.Answer big =
                server.post(G + "/queries/add_note", "", "{\"params\": {\"title\": \"" + "x".repeat(2000) + "\"}}");
        assertThat(big.status()).isEqualTo(429);
    }

    @Test
    void close_letsARequestInFlightFinish() throws InterruptedException {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        graph.onWrite(() -> {
            inside.countDown();
            try {
                go.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        CompletableFuture<TestServer.Answer> first =
                CompletableFuture.supplyAsync(() -> server.post(G + "/queries/add_note", "", ADD));
        inside.await();
        CompletableFuture<Void> closed =
                CompletableFuture.runAsync(() -> server.server().close());
        go.countDown();
        assertThat(first.join().status()).isEqualTo(200);
        closed.join();
    }

    // ---- metrics ---------------------------------------------------------------------------------------------

    @Test
    void metrics_parse_andCount() {
        server.post(G + "/queries/notes", "", ADD);
        List<String> lines = server.get("/metrics", "").body().lines().toList();
        assertThat(lines)
                .allMatch(line ->
                        line.matches("# (HELP|TYPE) [a-z_]+ .+|[a-z_]+(\\{([a-z]+=\"[^\"\\\\]*\",?)*\\})? [0-9.]+"));
        assertThat(lines)
                .contains(
                        "omnigraph_graphs_served 1",
                        "omnigraph_stored_query_invocations_total{graph=\"library\",query=\"notes\",kind=\"read\"} 1");
    }

    private TestServer.Answer ndjson(String type, String body) {
        return server.send(server.request(G + "/load/ndjson", "")
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new java.util.ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}

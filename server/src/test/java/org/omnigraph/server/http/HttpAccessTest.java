package org.omnigraph.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.omnigraph.server.testing.TestCluster;
import org.omnigraph.server.testing.TestServer;

/// Every route with no, a wrong, an unpermitted and a permitted token.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HttpAccessTest {
    private static final String TOKENS = "{\"ines\": \"all\", \"eve\": \"none\", \"rita\": \"reads\"}";
    private static final String POLICY = """
            version: 1
            groups: { all: [ines], readers: [rita] }
            rules:
              - id: all
                allow: { actors: { group: all }, actions: [read, export, change, schema_apply, invoke_query] }
              - id: reads
                allow: { actors: { group: readers }, actions: [read, invoke_query] }
            """;
    private static final String CLUSTER_POLICY = """
            version: 1
            groups: { all: [ines] }
            rules:
              - id: lists
                allow: { actors: { group: all }, actions: [graph_list] }
            """;

    private final TestServer server = new TestServer(TestCluster.small()
            .policy("p", POLICY, "graph.library")
            .policy("c", CLUSTER_POLICY, "cluster")
            .apply()
            .served(TOKENS));

    @BeforeAll
    void listens() {
        assertThat(server.port()).isPositive();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    /// @param denied the status without the right: 404 where the denial is masked
    record Case(String method, String path, String body, int denied, int allowed) {
        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    static List<Case> cases() {
        String g = "/graphs/library";
        return List.of(
                new Case("GET", "/graphs", "", 403, 200),
                new Case("GET", g + "/schema", "", 403, 200),
                new Case("GET", g + "/queries", "", 403, 200),
                new Case("GET", g + "/snapshot", "", 403, 200),
                new Case("GET", g + "/branches", "", 403, 200),
                new Case("GET", g + "/commits", "", 403, 200),
                new Case("GET", g + "/commits/commit-1", "", 403, 200),
                new Case("POST", g + "/query", query("query"), 403, 200),
                new Case("POST", g + "/read", query("query_source"), 403, 200),
                new Case("POST", g + "/mutate", mutation("query"), 403, 200),
                new Case("POST", g + "/change", mutation("query_source"), 403, 200),
                new Case("POST", g + "/load", "{\"data\": \"\"}", 403, 200),
                new Case("POST", g + "/ingest", "{\"data\": \"\"}", 403, 200),
                new Case("POST", g + "/export", "{}", 403, 200),
                new Case("POST", g + "/schema/apply", "{\"schema_source\": \"\"}", 403, 409),
                new Case("POST", g + "/queries/notes", "{\"params\": {\"title\": \"x\"}}", 404, 200),
                new Case("POST", g + "/queries/add_note", "{\"params\": {\"title\": \"x\"}}", 404, 200));
    }

    private static String query(String member) {
        return "{\"" + member + "\": \"query q() { match { $n: Note } return { $n.title } }\"}";
    }

    private static String mutation(String member) {
        return "{\"" + member + "\": \"query q() { insert Note { title: \\\"x\\\" } }\"}";
    }

    @ParameterizedTest
    @MethodSource("cases")
    void route_withEachKindOfToken_answersAsPolicySays(Case route) {
        for (String token : List.of("", "wrong")) {
            TestServer.Answer answer = send(route, token);
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.header("www-authenticate")).isEqualTo("Bearer");
            assertThat(answer.json().path("code").asText()).isEqualTo("unauthorized");
        }
        assertThat(send(route, "none").status()).isEqualTo(route.denied());
        assertThat(send(route, "all").status()).isEqualTo(route.allowed());
    }

    @Test
    void actor_isTheTokensAlone_whateverHeadersSay() {
        TestServer.Answer answer = server.send(server.request("/graphs/library/mutate", "all")
                .header("X-Actor-Id", "mallory")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(mutation("query"))));
        assertThat(answer.json().path("actor_id").asText()).isEqualTo("ines");
        assertThat(answer.json().path("commit").path("actor_id").asText()).isEqualTo("ines");
    }

    @Test
    void storedQuery_deniedAndUnknown_areByteIdentical() {
        TestServer.Answer denied = server.post("/graphs/library/queries/notes", "none", "{}");
        TestServer.Answer deniedUnknown = server.post("/graphs/library/queries/nothing", "none", "{}");
        TestServer.Answer unknown = server.post("/graphs/library/queries/nothing", "all", "{}");
        assertThat(denied.status()).isEqualTo(404);
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(denied.body()).isEqualTo(unknown.body()).isEqualTo(deniedUnknown.body());
        assertThat(denied.response().headers().map().keySet())
                .isEqualTo(unknown.response().headers().map().keySet());
    }

    @Test
    void storedQuery_badBody_isNeverJudgedByTheName() {
        for (String name : List.of("notes", "add_note", "nothing")) {
            assertThat(server.post("/graphs/library/queries/" + name, "all", "{")
                            .status())
                    .isEqualTo(400);
            // Who may invoke nothing is told so before the body is read.
            assertThat(server.post("/graphs/library/queries/" + name, "none", "{")
                            .status())
                    .isEqualTo(404);
        }
    }

    @Test
    void storedMutation_withInvokeButWithoutChange_is403() {
        TestServer.Answer answer =
                server.post("/graphs/library/queries/add_note", "reads", "{\"params\": {\"title\": \"x\"}}");
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.json().path("code").asText()).isEqualTo("forbidden");
    }

    @Test
    void readyz_withoutToken_hidesTheGraphs() {
        assertThat(server.get("/readyz", "").json().has("graphs")).isFalse();
        assertThat(server.get("/readyz", "all").json().path("graphs").size()).isEqualTo(1);
    }

    @Test
    void defaultDeny_readsOnly() {
        try (TestServer plain = new TestServer(TestCluster.small().apply().served("{\"ines\": \"t\"}"))) {
            assertThat(plain.get("/graphs/library/schema", "t").status()).isEqualTo(200);
            TestServer.Answer denied = plain.post("/graphs/library/mutate", "t", mutation("query"));
            assertThat(denied.status()).isEqualTo(403);
            assertThat(denied.json().path("error").asText()).contains("default-deny");
            assertThat(plain.get("/graphs", "t").status()).isEqualTo(403);
            assertThat(plain.post("/graphs/library/queries/notes", "t", "").status())
                    .isEqualTo(404);
        }
    }

    private TestServer.Answer send(Case route, String token) {
        return route.method().equals("GET")
                ? server.get(route.path(), token)
                : server.post(route.path(), token, route.body());
    }
}

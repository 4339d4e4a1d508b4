package org.omnigraph.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.omnigraph.server.testing.RawClient;
import org.omnigraph.server.testing.TestCluster;
import org.omnigraph.server.testing.TestServer;

/// Who may not do what a route does is told so before the server takes a byte of the body (http-api.md §15): the
/// bodies here are announced and never sent.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefusalOrderTest {
    private static final String TOKENS =
            "{\"ines\": \"t-ines\", \"remy\": \"t-remy\", \"vera\": \"t-vera\", \"zoe\": \"t-zoe\"}";
    private static final String POLICY = """
            version: 1
            groups: { writers: [ines], readers: [remy], besides: [vera] }
            protected_branches: [main]
            rules:
              - id: writes
                allow: { actors: { group: writers }, actions: [read, change] }
              - id: reads
                allow: { actors: { group: readers }, actions: [read, invoke_query] }
              - id: besides
                allow: { actors: { group: besides }, actions: [change], branch_scope: unprotected }
            """;

    private final TestServer server = new TestServer(
            TestCluster.small().policy("p", POLICY, "graph.library").apply().served(TOKENS));

    @AfterAll
    void stop() {
        server.close();
    }

    /// @param status the refusal
    record Refusal(String path, String token, int status) {}

    static List<Refusal> refusals() {
        String lines = "/graphs/library/load/ndjson";
        return List.of(
                new Refusal("/nowhere", "t-ines", 404),
                new Refusal(lines, "t-nobody", 401),
                new Refusal("/graphs/nope/load/ndjson", "t-ines", 404),
                new Refusal(lines + "?mode=wonders", "t-ines", 400),
                new Refusal(lines, "t-remy", 403),
                new Refusal(lines + "?branch=none", "t-ines", 404),
                new Refusal("/graphs/library/load", "t-remy", 403),
                new Refusal("/graphs/library/ingest", "t-remy", 403),
                new Refusal("/graphs/library/mutate", "t-remy", 403),
                new Refusal("/graphs/library/change", "t-remy", 403),
                new Refusal("/graphs/library/query", "t-zoe", 403),
                new Refusal("/graphs/library/read", "t-vera", 403),
                new Refusal("/graphs/library/export", "t-ines", 403),
                new Refusal("/graphs/library/schema/apply", "t-ines", 403),
                new Refusal("/graphs/library/queries/notes", "t-ines", 404),
                new Refusal("/graphs/library/queries/nope", "t-ines", 404),
                new Refusal("/graphs/library/queries/add_note", "t-remy", 403));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void load_announcedAndNotSent_isRefusedAtOnce(Refusal refusal) {
        try (RawClient client = new RawClient(server.port())) {
            client.send("POST " + refusal.path() + " HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer " + refusal.token()
                    + "\r\nContent-Type: " + type(refusal.path()) + "\r\nContent-Length: 1000000\r\n\r\n");
            assertThat(client.readOne().status()).isEqualTo(refusal.status());
        }
    }

    private static String type(String path) {
        return path.contains("ndjson") ? "application/x-ndjson" : "application/json";
    }

    @Test
    void whoMayChangeSomeBranch_isJudgedByTheOneThatTheBodyNames() {
        String add = "{\"query\": \"query q() { insert Note { title: \\\"x\\\" } }\", \"branch\": \"%s\"}";
        assertThat(server.post("/graphs/library/mutate", "t-vera", add.formatted("main"))
                        .status())
                .isEqualTo(403);
        assertThat(server.post("/graphs/library/mutate", "t-vera", add.formatted("dev"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void bodyOfAStoredQuery_isJudgedBeforeItsName() {
        TestServer.Answer malformed = server.post("/graphs/library/queries/nope", "t-remy", "{");
        assertThat(malformed.status()).isEqualTo(400);
        assertThat(server.post("/graphs/library/queries/notes", "t-remy", "{").body())
                .isEqualTo(malformed.body());
        assertThat(server.post("/graphs/library/queries/nope", "t-remy", "{}").body())
                .isEqualTo(server.post("/graphs/library/queries/notes", "t-ines", "{}")
                        .body());
    }
}

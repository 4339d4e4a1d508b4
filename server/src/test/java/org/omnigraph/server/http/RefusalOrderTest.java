package org.omnigraph.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.omnigraph.server.testing.RawClient;
import org.omnigraph.server.testing.TestCluster;
import org.omnigraph.server.testing.TestServer;

/// Who may not load is told so before the server takes a byte of what would be loaded (http-api.md §15): the bodies
/// here
/// are announced and never sent.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefusalOrderTest {
    private static final String TOKENS = "{\"ines\": \"t-ines\", \"remy\": \"t-remy\"}";
    private static final String POLICY = """
            version: 1
            groups: { writers: [ines], readers: [remy] }
            rules:
              - id: writes
                allow: { actors: { group: writers }, actions: [read, change] }
              - id: reads
                allow: { actors: { group: readers }, actions: [read] }
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
                new Refusal(lines + "?branch=none", "t-ines", 404));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void load_announcedAndNotSent_isRefusedAtOnce(Refusal refusal) {
        try (RawClient client = new RawClient(server.port())) {
            client.send("POST " + refusal.path() + " HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer " + refusal.token()
                    + "\r\nContent-Type: application/x-ndjson\r\nContent-Length: 33554432\r\n\r\n");
            assertThat(client.readOne().status()).isEqualTo(refusal.status());
        }
    }
}

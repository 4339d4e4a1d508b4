package org.omnigraph.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.omnigraph.engine.work.Lanes;
import org.omnigraph.engine.work.MemoryPool;
import org.omnigraph.engine.work.Reservation;
import org.omnigraph.server.serve.ServerLimits;
import org.omnigraph.server.serve.Workbench;
import org.omnigraph.server.testing.RawClient;
import org.omnigraph.server.testing.TestCluster;
import org.omnigraph.server.testing.TestServer;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.json.Json;
import org.omnigraph.state.store.StoreException;

/// What is asked before the body, what is reserved for whom, and whose fault a failure is.
class HonestAnswersTest {
    private static final String G = "/graphs/library";
    private static final String ADD = "{\"params\": {\"title\": \"x\"}}";
    private static final String POLICY = """
            version: 1
            groups: { all: [ines] }
            rules:
              - id: all
                allow: { actors: { group: all }, actions: [read, change, invoke_query] }
            """;

    private final TestCluster cluster =
            TestCluster.small().policy("p", POLICY, "graph.library").apply();
    private final Workbench bench = new Workbench(
            new MemoryPool(64L << 20),
            new Lanes(new Lanes.Limits(1, 4, 2, 2, 2), System::nanoTime),
            Duration.ofMinutes(5));
    private final TestServer server = new TestServer(
            cluster.served("{\"ines\": \"all\", \"eve\": \"none\"}"),
            new ServerLimits(16, 1L << 32),
            HttpOptions.plain("127.0.0.1", 0),
            bench);

    @AfterEach
    void stop() {
        server.close();
    }

    /// The head of an upload whose body never comes.
    private static String upload(String path, String token) {
        return "POST " + path + " HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer " + token
                + "\r\nContent-Type: application/x-ndjson\r\nContent-Length: 33554432\r\n\r\n";
    }

    private int statusOf(String head) {
        try (RawClient client = new RawClient(server.port())) {
            return client.send(head).readOne().status();
        }
    }

    @Test
    void upload_isRefusedBeforeAByteOfItsBody() {
        String load = G + "/load/ndjson";
        assertThat(statusOf(upload(load, "wrong"))).isEqualTo(401);
        assertThat(statusOf(upload("/graphs/other/load/ndjson", "all"))).isEqualTo(404);
        assertThat(statusOf(upload(load + "?branch=a%0Aallowed%3Dtrue", "all"))).isEqualTo(400);
        assertThat(statusOf(upload(load + "?branch=" + "b".repeat(2_000), "all")))
                .isEqualTo(400);
        assertThat(statusOf(upload(load, "none"))).isEqualTo(403);
        assertThat(statusOf(upload(load, "all").replace("33554432", "33554433")))
                .isEqualTo(413);
        assertThat(statusOf(upload(G + "/query", "wrong"))).isEqualTo(401);
    }

    @Test
    void halfSentBodies_reserveWhatCame_notWhatTheyDeclare() {
        List<RawClient> clients = new ArrayList<>();
        try {
            for (int i = 0; i < 12; i++) {
                clients.add(new RawClient(server.port()).send(upload(G + "/load/ndjson", "all") + "{"));
            }
            assertThat(server.get("/healthz", "").status()).isEqualTo(200);
            assertThat(bench.memory().peakBytes()).isLessThan(12L << 20);
        } finally {
            clients.forEach(RawClient::close);
        }
    }

    @Test
    void smallAnswers_passAnyNumberOfQueries_andTooManyQueriesAreRefused() throws InterruptedException {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        cluster.engine.graph("library").onRead(() -> {
            inside.countDown();
            try {
                go.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        List<CompletableFuture<TestServer.Answer>> queries = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            queries.add(CompletableFuture.supplyAsync(
                    () -> server.post(G + "/queries/notes", "all", ADD), Thread::startVirtualThread));
        }
        inside.await();
        assertThat(server.get("/healthz", "").status()).isEqualTo(200);
        assertThat(server.get(G + "/branches", "all").status()).isEqualTo(200);
        TestServer.Answer refused =
                (TestServer.Answer) CompletableFuture.anyOf(queries.toArray(CompletableFuture[]::new))
                        .join();
        assertThat(refused.status()).isEqualTo(429);
        assertThat(Long.parseLong(refused.header("retry-after"))).isBetween(1L, 60L);
        go.countDown();
        for (CompletableFuture<TestServer.Answer> query : queries) {
            assertThat(query.join().status()).isIn(200, 429);
        }
        assertThatCode(this::takeAllMemory).doesNotThrowAnyException();
    }

    /// A client may have its answer before the server gave the memory of that answer back, so this waits for it; it
    /// fails where nobody is left who could.
    private void takeAllMemory() {
        try (Reservation everything = bench.memory().open("everything")) {
            everything.grow(bench.memory().capacityBytes());
        }
    }

    // ---- whose fault -----------------------------------------------------------------------------------------

    @Test
    void storeThatIsAway_is503_withARetry() {
        cluster.engine
                .graph("library")
                .failNext(() -> new StoreException(DiagnosticCode.STORE_UNREACHABLE, "s3://secret-bucket", "no route"));
        TestServer.Answer answer = server.get(G + "/branches", "all");
        if (answer.status() == 200) {
            answer = server.get(G + "/schema", "all");
        }
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("retry-after")).isEqualTo("5");
        assertThat(answer.body()).doesNotContain("secret-bucket");
    }

    @Test
    void ourOwnInputAndOutput_isNotTheClientsFault() {
        cluster.engine
                .graph("library")
                .failNext(() -> new java.io.UncheckedIOException(new java.io.IOException("no space on /secret")));
        TestServer.Answer answer = server.get(G + "/schema", "all");
        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.body()).doesNotContain("secret");
    }

    @Test
    void error_isA500WithAReportId_likeAnException() {
        for (Error error :
                List.of(new StackOverflowError(), new NoClassDefFoundError("x"), new OutOfMemoryError("x"))) {
            cluster.engine.graph("library").onWrite(() -> {
                throw error;
            });
            TestServer.Answer answer = server.post(G + "/queries/add_note", "all", ADD);
            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.json().path("error").asText()).contains("report id REPORT");
        }
    }

    // ---- request ids -----------------------------------------------------------------------------------------

    @Test
    void requestId_isTakenOver_ifItIsSane() {
        TestServer.Answer theirs = withId("trace-7:a/b");
        assertThat(theirs.header("omnigraph-request-id")).isEqualTo("trace-7:a/b");
        assertThat(theirs.json().path("request_id").asText()).isEqualTo("trace-7:a/b");
        for (String odd : List.of("a b", "x".repeat(129), "\"q\"")) {
            TestServer.Answer ours = withId(odd);
            assertThat(ours.header("omnigraph-request-id")).startsWith("REPORT");
            assertThat(ours.json().has("request_id")).isFalse();
        }
    }

    @Test
    void requestId_goesIntoTheCommit() {
        for (String path : List.of("/queries/add_note", "/load")) {
            TestServer.Answer answer = server.send(server.request(G + path, "all")
                    .header("Content-Type", "application/json")
                    .header("Omnigraph-Request-Id", "trace" + path)
                    .POST(HttpRequest.BodyPublishers.ofString(
                            "{\"params\": {\"title\": \"x\"}, \"data\": \"{\\\"type\\\": \\\"Note\\\"}\"}")));
            assertThat(answer.status()).isEqualTo(200);
        }
        assertThat(cluster.engine.graph("library").requestIds())
                .containsExactly("trace/queries/add_note", "trace/load");
    }

    private TestServer.Answer withId(String id) {
        return server.send(HttpRequest.newBuilder(server.uri("/nope")).header("Omnigraph-Request-Id", id));
    }

    @Test
    void readyz_namesGraphs_onlyToWhoMayListThem() {
        JsonNode body = Json.parse(server.get("/readyz", "all").body());
        assertThat(body.path("graphs_ready").asInt()).isEqualTo(1);
        assertThat(body.has("graphs")).isFalse();
    }
}

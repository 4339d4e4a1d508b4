package org.omnigraph.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.omnigraph.server.serve.ServerLimits;
import org.omnigraph.server.testing.RawClient;
import org.omnigraph.server.testing.TestCluster;
import org.omnigraph.server.testing.TestServer;
import org.omnigraph.state.json.Json;

/// Trouble on the wire, byte by byte, against a real listener: what is malformed is refused in our form, what is odd
/// but legal is served, and what never ends is ended.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RawHttpTest {
    private static final String HOST = "Host: h\r\n";
    private static final String Q = "POST /graphs/library/queries/notes HTTP/1.1\r\nHost: h\r\nConnection: close\r\n";
    private static final HttpOptions HASTY = new HttpOptions(
            "127.0.0.1",
            0,
            1_000,
            Optional.empty(),
            new HttpOptions.Patience(Duration.ofMillis(600), Duration.ofMillis(400), 1_024));

    private final TestServer server = new TestServer(TestCluster.small().apply().served(""));
    private final TestServer hasty =
            new TestServer(TestCluster.small().apply().served(""), new ServerLimits(16, 1_000_000), HASTY);

    @AfterAll
    void stop() {
        server.close();
        hasty.close();
    }

    /// @param statuses any of these
    record Trouble(String what, String bytes, List<Integer> statuses) {
        @Override
        public String toString() {
            return what;
        }
    }

    private static Trouble trouble(String what, String bytes, Integer... statuses) {
        return new Trouble(what, bytes, List.of(statuses));
    }

    static List<Trouble> troubles() {
        return List.of(
                trouble("HTTP/1.0", "GET /healthz HTTP/1.0\r\n\r\n", 200),
                trouble("close", "GET /healthz HTTP/1.1\r\n" + HOST + "Connection: close\r\n\r\n", 200),
                trouble("absolute form", "GET http://h/healthz HTTP/1.1\r\n" + HOST + "Connection: close\r\n\r\n", 200),
                trouble("the same length twice", Q + "Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}", 400),
                trouble("two lengths", Q + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{} ", 400),
                trouble("a list of lengths", Q + "Content-Length: 2, 2\r\n\r\n{}", 400),
                trouble(
                        "length and chunks",
                        Q + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                        400),
                trouble("negative length", Q + "Content-Length: -1\r\n\r\n{}", 400),
                trouble("length beyond a long", Q + "Content-Length: 99999999999999999999\r\n\r\n{}", 400, 413),
                trouble("signed length", Q + "Content-Length: +2\r\n\r\n{}", 400),
                trouble("chunk of no size", Q + "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n", 400),
                trouble(
                        "chunk of endless size",
                        Q + "Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n{}\r\n",
                        400),
                trouble("chunk longer than said", Q + "Transfer-Encoding: chunked\r\n\r\n1\r\n{}\r\n0\r\n\r\n", 400),
                trouble("unknown transfer coding", Q + "Transfer-Encoding: zip\r\n\r\n{}", 400, 501),
                trouble("chunked not last", Q + "Transfer-Encoding: chunked, gzip\r\n\r\n0\r\n\r\n", 400, 501),
                trouble("NUL in a header", "GET /healthz HTTP/1.1\r\n" + HOST + "X: a\0b\r\n\r\n", 400),
                trouble("CR in a header", "GET /healthz HTTP/1.1\r\n" + HOST + "X: a\rb\r\n\r\n", 400),
                trouble("control character in the path", "GET /health\u0001z HTTP/1.1\r\n" + HOST + "\r\n", 400),
                trouble("blank before the colon", "GET /healthz HTTP/1.1\r\n" + HOST + "X : a\r\n\r\n", 400),
                trouble("folded header", "GET /healthz HTTP/1.1\r\n" + HOST + "X: a\r\n b\r\n\r\n", 400),
                trouble("header without colon", "GET /healthz HTTP/1.1\r\n" + HOST + "X\r\n\r\n", 400),
                trouble("no host", "GET /healthz HTTP/1.1\r\n\r\n", 400),
                trouble("two hosts", "GET /healthz HTTP/1.1\r\n" + HOST + "Host: i\r\n\r\n", 400),
                trouble("unknown version", "GET /healthz HTTP/7.3\r\n" + HOST + "\r\n", 400, 505),
                trouble("no version", "GET /healthz\r\n\r\n", 400, 505),
                trouble("not HTTP", "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003\r\n\r\n", 400),
                trouble("unknown method", "BREW /healthz HTTP/1.1\r\n" + HOST + "Connection: close\r\n\r\n", 405),
                trouble(
                        "lower-case method",
                        "get /healthz HTTP/1.1\r\n" + HOST + "Connection: close\r\n\r\n",
                        400,
                        405),
                trouble("CONNECT", "CONNECT h:1 HTTP/1.1\r\nHost: h:1\r\nConnection: close\r\n\r\n", 400, 404, 405),
                trouble("OPTIONS *", "OPTIONS * HTTP/1.1\r\n" + HOST + "Connection: close\r\n\r\n", 404, 405),
                trouble("TRACE", "TRACE /healthz HTTP/1.1\r\n" + HOST + "Connection: close\r\n\r\n", 405),
                trouble(
                        "long path",
                        "GET /" + "a".repeat(9_000) + " HTTP/1.1\r\n" + HOST + "Connection: close\r\n\r\n",
                        414),
                trouble("path beyond the head", "GET /" + "a".repeat(20_000) + " HTTP/1.1\r\n" + HOST + "\r\n", 414),
                trouble(
                        "large headers",
                        "GET /healthz HTTP/1.1\r\n" + HOST + "X: " + "a".repeat(17_000) + "\r\n\r\n",
                        431),
                trouble("many headers", "GET /healthz HTTP/1.1\r\n" + HOST + "X: aaaa\r\n".repeat(2_000) + "\r\n", 431),
                trouble(
                        "bad percent escape",
                        "GET /graphs/%zz/schema HTTP/1.1\r\n" + HOST + "Connection: close\r\n\r\n",
                        400),
                trouble(
                        "escape that is not UTF-8",
                        "GET /graphs/%ff/schema HTTP/1.1\r\n" + HOST + "Connection: close\r\n\r\n",
                        400),
                trouble("escaped NUL", "GET /graphs/%00/schema HTTP/1.1\r\n" + HOST + "Connection: close\r\n\r\n", 400),
                trouble("dots", "GET /healthz/../graphs HTTP/1.1\r\n" + HOST + "Connection: close\r\n\r\n", 400, 404),
                trouble("unknown expectation", Q + "Expect: tea\r\nContent-Length: 2\r\n\r\n{}", 417),
                trouble("compressed body", Q + "Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}", 415),
                trouble("declared too long", Q + "Content-Length: 2000000\r\n\r\n{}", 413),
                trouble("HTTP/2 preface, then rubbish", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\nrubbish rubbish rubbish", 0));
    }

    @ParameterizedTest
    @MethodSource("troubles")
    void trouble_isAnsweredInOurForm_andTheConnectionEnds(Trouble trouble) {
        try (RawClient client = new RawClient(server.port())) {
            RawClient.Answer answer = client.send(trouble.bytes()).readToEnd();
            assertThat(answer.closed()).isTrue();
            assertThat(trouble.statuses()).contains(answer.status());
            if (answer.status() >= 400) {
                isOurError(answer);
            }
        }
        assertThat(server.get("/healthz", "").status()).isEqualTo(200);
    }

    private static void isOurError(RawClient.Answer answer) {
        JsonNode body = Json.parse(answer.body());
        assertThat(body.path("error").asText()).isNotBlank().doesNotContain("null");
        assertThat(body.path("code").asText()).isIn("bad_request", "not_found", "method_not_allowed", "internal");
        assertThat(answer.text()).contains("application/json").doesNotContain("Jetty");
    }

    @Test
    void halfClose_afterTheRequest_isAnswered() {
        try (RawClient client = new RawClient(server.port())) {
            RawClient.Answer answer = client.send("GET /healthz HTTP/1.1\r\n" + HOST + "\r\n")
                    .halfClose()
                    .readToEnd();
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.closed()).isTrue();
        }
    }

    @Test
    void halfClose_insideTheBody_endsTheConnection() {
        try (RawClient client = new RawClient(server.port())) {
            RawClient.Answer answer =
                    client.send(Q + "Content-Length: 20\r\n\r\n{").halfClose().readToEnd();
            assertThat(answer.closed()).isTrue();
            assertThat(answer.status()).isIn(0, 400);
        }
    }

    @Test
    void pipelinedRequests_areAnsweredInOrder() {
        try (RawClient client = new RawClient(server.port())) {
            client.send("GET /healthz HTTP/1.1\r\n" + HOST + "\r\nGET /nope HTTP/1.1\r\n" + HOST + "\r\n");
            assertThat(client.readOne().status()).isEqualTo(200);
            assertThat(client.readOne().status()).isEqualTo(404);
        }
    }

    @Test
    void http10_keepsAliveWhenAsked() {
        try (RawClient client = new RawClient(server.port())) {
            client.send("GET /healthz HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
            assertThat(client.readOne().status()).isEqualTo(200);
            client.send("GET /healthz HTTP/1.0\r\n\r\n");
            assertThat(client.readToEnd().status()).isEqualTo(200);
        }
    }

    @Test
    void expectContinue_isAskedToGoOn_onlyByWhoReadsTheBody() {
        try (RawClient client = new RawClient(server.port())) {
            client.send(Q + "Expect: 100-continue\r\nContent-Length: 2\r\n\r\n");
            assertThat(client.readOne().status()).isEqualTo(100);
            assertThat(client.send("{}").readToEnd().status()).isEqualTo(200);
        }
        try (RawClient client = new RawClient(server.port())) {
            client.send("POST /graphs/nope/query HTTP/1.1\r\n" + HOST
                    + "Expect: 100-continue\r\nContent-Length: 2\r\n\r\n");
            assertThat(client.readToEnd().status()).isEqualTo(404);
        }
    }

    @Test
    void head_isGetWithoutABody() {
        try (RawClient client = new RawClient(server.port())) {
            RawClient.Answer get = client.send("GET /graphs/library/schema HTTP/1.1\r\n" + HOST + "\r\n")
                    .readOne();
            RawClient.Answer head = client.send(
                            "HEAD /graphs/library/schema HTTP/1.1\r\n" + HOST + "Connection: close\r\n\r\n")
                    .readToEnd();
            assertThat(head.status()).isEqualTo(200);
            assertThat(head.body()).isEmpty();
            assertThat(head.text()).contains("Content-Length: " + get.body().length() + "\r\n");
        }
        try (RawClient client = new RawClient(server.port())) {
            RawClient.Answer missing = client.send("HEAD /nope HTTP/1.1\r\n" + HOST + "Connection: close\r\n\r\n")
                    .readToEnd();
            assertThat(missing.status()).isEqualTo(404);
            assertThat(missing.body()).isEmpty();
        }
    }

    @Test
    void refusedUpload_readsTheRefusal_noReset() {
        String data = "x".repeat(1 << 20);
        try (RawClient client = new RawClient(server.port())) {
            client.send("POST /graphs/nope/load/ndjson HTTP/1.1\r\n" + HOST + "Content-Length: 8388608\r\n\r\n");
            for (int i = 0; i < 8; i++) {
                client.send(data);
            }
            RawClient.Answer answer = client.readToEnd();
            assertThat(answer.status()).isEqualTo(404);
            isOurError(answer);
        }
    }

    // ---- time ------------------------------------------------------------------------------------------------

    @Test
    void idleConnection_isClosed() {
        try (RawClient client = new RawClient(hasty.port())) {
            assertThat(client.readToEnd().closed()).isTrue();
        }
        try (RawClient client = new RawClient(hasty.port())) {
            client.send("GET /healthz HTTP/1.1\r\n" + HOST + "\r\n");
            assertThat(client.readOne().status()).isEqualTo(200);
            assertThat(client.readToEnd().closed()).isTrue();
        }
    }

    @Test
    void headThatTrickles_isClosed() {
        try (RawClient client = new RawClient(hasty.port())) {
            client.send("GET /healthz HTTP/1.1\r\n" + HOST + "X: ");
            try (ScheduledExecutorService trickle = Executors.newSingleThreadScheduledExecutor()) {
                trickle.scheduleAtFixedRate(() -> client.send("a"), 0, 50, TimeUnit.MILLISECONDS);
                RawClient.Answer answer = client.readToEnd();
                trickle.shutdownNow();
                assertThat(answer.closed()).isTrue();
                assertThat(answer.status()).isIn(0, 408);
            }
        }
    }

    @Test
    void bodyThatTrickles_is408() {
        try (RawClient client = new RawClient(hasty.port())) {
            client.send(Q + "Content-Length: 100000\r\n\r\n{");
            try (ScheduledExecutorService trickle = Executors.newSingleThreadScheduledExecutor()) {
                trickle.scheduleAtFixedRate(() -> client.send(" "), 0, 20, TimeUnit.MILLISECONDS);
                RawClient.Answer answer = client.readOne();
                trickle.shutdownNow();
                assertThat(answer.status()).isEqualTo(408);
                isOurError(answer);
            }
        }
    }

    @Test
    void requestThatTakesLongerThanIdling_isAnswered() {
        TestCluster cluster = TestCluster.small().apply();
        try (TestServer slow = new TestServer(cluster.served(""), new ServerLimits(16, 1_000_000), HASTY);
                RawClient client = new RawClient(slow.port())) {
            cluster.engine
                    .graph("library")
                    .onWrite(() -> CompletableFuture.runAsync(
                                    () -> {}, CompletableFuture.delayedExecutor(1_500, TimeUnit.MILLISECONDS))
                            .join());
            client.send("POST /graphs/library/queries/add_note HTTP/1.1\r\n" + HOST + "Content-Length: 26\r\n\r\n"
                    + "{\"params\":{\"title\":\"long\"}}".substring(0, 26));
            assertThat(client.readOne().status()).isIn(200, 400);
        }
    }

    @Test
    @SuppressWarnings("try") // Hanging up early is what lets the next one in.
    void connections_beyondTheLimit_waitTheirTurn() {
        HttpOptions two = new HttpOptions("127.0.0.1", 0, 2, Optional.empty(), HttpOptions.Patience.DEFAULT);
        try (TestServer small =
                        new TestServer(TestCluster.small().apply().served(""), new ServerLimits(16, 1_000_000), two);
                RawClient first = new RawClient(small.port());
                RawClient second = new RawClient(small.port());
                RawClient third = new RawClient(small.port())) {
            third.send("GET /healthz HTTP/1.1\r\n" + HOST + "Connection: close\r\n\r\n");
            first.halfClose();
            assertThat(third.readToEnd().status()).isEqualTo(200);
            second.send("GET /healthz HTTP/1.1\r\n" + HOST + "Connection: close\r\n\r\n");
        }
    }
}

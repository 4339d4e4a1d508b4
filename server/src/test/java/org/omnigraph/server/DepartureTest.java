package org.omnigraph.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.omnigraph.server.testing.RawClient;
import org.omnigraph.server.testing.TestCluster;
import org.omnigraph.server.testing.TestServer;

/// The way out: readiness first, then the listener, then the end; what is in flight is finished.
class DepartureTest {
    private static final String ADD = "{\"params\": {\"title\": \"x\"}}";
    private static final String ADD_PATH = "/graphs/library/queries/add_note";

    private final TestCluster cluster = TestCluster.small().apply();
    private final TestServer server = new TestServer(cluster.served(""));
    private final CountDownLatch inside = new CountDownLatch(1);
    private final CountDownLatch go = new CountDownLatch(1);

    @AfterEach
    void stop() {
        go.countDown();
        server.close();
    }

    private Future<Integer> leaving(Departure departure) {
        return Executors.newVirtualThreadPerTaskExecutor().submit(departure::await);
    }

    private CompletableFuture<TestServer.Answer> writeThatWaits() throws InterruptedException {
        cluster.engine.graph("library").onWrite(() -> {
            inside.countDown();
            try {
                go.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        CompletableFuture<TestServer.Answer> write =
                CompletableFuture.supplyAsync(() -> server.post(ADD_PATH, "", ADD));
        inside.await();
        return write;
    }

    @Test
    void request_makesReadinessSayDraining_whileEverythingIsServed() throws Exception {
        Departure departure = new Departure(server.server(), new Departure.Times(Duration.ofHours(1), Duration.ZERO));
        Future<Integer> code = leaving(departure);
        assertThat(departure.request()).isTrue();
        TestServer.Answer ready = server.get("/readyz", "");
        assertThat(ready.status()).isEqualTo(503);
        assertThat(ready.json().path("status").asText()).isEqualTo("draining");
        assertThat(server.get("/healthz", "").status()).isEqualTo(200);
        assertThat(server.post(ADD_PATH, "", ADD).status()).isEqualTo(200);
        assertThat(departure.request()).as("a second time").isFalse();
        code.cancel(true);
    }

    @Test
    void leave_finishesWhatIsInFlight_andIdleConnectionsDoNotCount() throws Exception {
        try (RawClient idle = new RawClient(server.port());
                RawClient halfSent = new RawClient(server.port())) {
            halfSent.send("POST " + ADD_PATH + " HTTP/1.1\r\nHost: h\r\nContent-Le");
            CompletableFuture<TestServer.Answer> write = writeThatWaits();
            Departure departure =
                    new Departure(server.server(), new Departure.Times(Duration.ZERO, Duration.ofMinutes(1)));
            Future<Integer> code = leaving(departure);
            departure.request();
            go.countDown();
            TestServer.Answer answer = write.join();
            assertThat(answer.status()).isEqualTo(200);
            assertThat(code.get()).isZero();
            assertThat(idle.readToEnd().closed()).isTrue();
            assertThat(halfSent.readToEnd().text()).isEmpty();
        }
        assertThat(cluster.engine.graph("library").writes()).hasSize(1);
    }

    @Test
    void leave_whatDoesNotFinish_isTold() throws InterruptedException, ExecutionException {
        CompletableFuture<TestServer.Answer> write = writeThatWaits();
        Departure departure =
                new Departure(server.server(), new Departure.Times(Duration.ZERO, Duration.ofMillis(300)));
        Future<Integer> code = leaving(departure);
        departure.request();
        assertThat(code.get()).isEqualTo(Departure.UNFINISHED);
        go.countDown();
        assertThat(write.handle((answer, failure) -> failure != null).join()).isTrue();
    }

    @Test
    void answersWhileLeaving_areTheLastOfTheirConnections() throws Exception {
        try (RawClient client = new RawClient(server.port())) {
            client.send("GET /healthz HTTP/1.1\r\nHost: h\r\n\r\n");
            assertThat(client.readOne().text()).doesNotContain("Connection: close");
            CompletableFuture<TestServer.Answer> write = writeThatWaits();
            Departure departure =
                    new Departure(server.server(), new Departure.Times(Duration.ZERO, Duration.ofMinutes(1)));
            Future<Integer> code = leaving(departure);
            departure.request();
            RawClient.Answer last = awaitLast(client);
            assertThat(last.text()).contains("Connection: close");
            go.countDown();
            assertThat(write.join().status()).isEqualTo(200);
            assertThat(code.get()).isZero();
        }
    }

    /// Asks until an answer ends its connection: the listener closes a moment after it was asked to.
    private static RawClient.Answer awaitLast(RawClient client) {
        while (true) {
            RawClient.Answer answer =
                    client.send("GET /healthz HTTP/1.1\r\nHost: h\r\n\r\n").readOne();
            if (answer.text().contains("Connection: close")) {
                return answer;
            }
        }
    }
}

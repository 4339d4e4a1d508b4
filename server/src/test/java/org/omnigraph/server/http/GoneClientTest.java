package org.omnigraph.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.omnigraph.engine.work.WorkScope;
import org.omnigraph.server.testing.RawClient;
import org.omnigraph.server.testing.TestCluster;
import org.omnigraph.server.testing.TestServer;

/// A client that goes away takes its query along; one that only has nothing more to say is answered.
@Timeout(60)
class GoneClientTest {
    private static final String QUERY =
            "POST /graphs/library/queries/notes HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\n{}";

    private final TestCluster cluster = TestCluster.small().apply();
    private final TestServer server = new TestServer(cluster.served(""));
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch cancelled = new CountDownLatch(1);

    @AfterEach
    void stop() {
        server.close();
    }

    /// A query that ends when it is cancelled, and not before.
    private void queryThatNeverEnds() {
        cluster.engine.graph("library").onRead(() -> {
            WorkScope scope = WorkScope.current();
            begun.countDown();
            scope.cancellation().join();
            cancelled.countDown();
            scope.checkNow();
        });
    }

    private boolean endsSoon() throws InterruptedException {
        return cancelled.await(20, TimeUnit.SECONDS);
    }

    @Test
    void clientThatCloses_cancelsItsQuery_andIsNoError() throws InterruptedException {
        queryThatNeverEnds();
        try (RawClient client = new RawClient(server.port())) {
            client.send(QUERY);
            begun.await();
        }
        assertThat(endsSoon()).isTrue();
        String route = "route=\"/graphs/{graph_id}/queries/{name}\"";
        String metrics;
        do {
            metrics = server.get("/metrics", "").body();
        } while (!metrics.contains(route + ",status"));
        assertThat(metrics).contains(route + ",status=\"499\"} 1").doesNotContain("status=\"500\"");
    }

    @Test
    void clientThatResets_cancelsItsQuery() throws InterruptedException {
        queryThatNeverEnds();
        try (RawClient client = new RawClient(server.port())) {
            client.send(QUERY);
            begun.await();
            client.reset();
        }
        assertThat(endsSoon()).isTrue();
    }

    @Test
    void clientThatHasNothingMoreToSay_isAnswered() throws InterruptedException {
        CountDownLatch looked = new CountDownLatch(1);
        cluster.engine.graph("library").onRead(() -> {
            try {
                // Long enough for several looks at the connection.
                cancelled.await(400, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            if (!WorkScope.current().isCancelled()) {
                looked.countDown();
            }
        });
        try (RawClient client = new RawClient(server.port())) {
            String answer = client.send(QUERY).halfClose().readToEnd().text();
            assertThat(answer).contains("HTTP/1.1 200").contains("row_count");
        }
        assertThat(looked.getCount()).isZero();
    }
}

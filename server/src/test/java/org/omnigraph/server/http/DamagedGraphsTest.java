package org.omnigraph.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.omnigraph.engine.api.DamagedFile;
import org.omnigraph.server.boot.GraphWatch;
import org.omnigraph.server.boot.ServedCluster;
import org.omnigraph.server.testing.TestCluster;
import org.omnigraph.server.testing.TestServer;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.store.StoreException;

/// Readiness and damage: what the last look saw, told to who may know it, and never looked at for each request.
class DamagedGraphsTest {
    private static final String POLICY = """
            version: 1
            groups: { all: [ines] }
            rules:
              - id: all
                allow: { actors: { group: all }, actions: [graph_list] }
            """;
    private static final DamagedFile FILE = new DamagedFile(
            "graphs/library.omni/x.parquet", "node.Note", "01C", 10, -1, "The file /srv/secret/x.parquet is missing.");

    private final TestCluster cluster =
            TestCluster.small().policy("p", POLICY, "cluster").apply();
    private final AtomicLong nanos = new AtomicLong();
    private final Deque<Runnable> background = new ArrayDeque<>();
    private final ServedCluster served = cluster.served("{\"ines\": \"all\", \"eve\": \"none\"}");
    private final GraphWatch watch = new GraphWatch(served, cluster.engine, nanos::get, background::add);
    private final TestServer server = TestServer.watching(served, watch);

    @AfterEach
    void stop() {
        server.close();
    }

    private JsonNode ready(String token) {
        TestServer.Answer answer = server.get("/readyz", token);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).doesNotContain("parquet", "secret");
        return answer.json();
    }

    private void nextLook() {
        nanos.addAndGet(GraphWatch.PAUSE.toNanos());
        ready("");
        assertThat(background).hasSize(1);
        background.remove().run();
    }

    @Test
    void damage_isToldAfterTheNextLook_andGoesWhenItIsMended() {
        watch.look();
        assertThat(ready("").path("status").asText()).isEqualTo("ready");
        cluster.engine.damage("library", () -> List.of(FILE, FILE));
        nextLook();

        JsonNode open = ready("");
        assertThat(open.path("status").asText()).isEqualTo("degraded");
        assertThat(open.path("graphs_damaged").asInt()).isEqualTo(1);
        assertThat(open.has("graphs")).isFalse();
        assertThat(ready("none").has("graphs")).isFalse();
        JsonNode graph = ready("all").path("graphs").path(0);
        assertThat(graph.path("graph_id").asText()).isEqualTo("library");
        assertThat(graph.path("damaged").asBoolean()).isTrue();
        assertThat(graph.path("reasons")).hasSize(1);
        assertThat(graph.path("reasons").path(0).path("code").asText()).isEqualTo("graph_corrupt");

        cluster.engine.damage("library", List::of);
        nextLook();
        assertThat(ready("all").path("status").asText()).isEqualTo("ready");
        assertThat(ready("all").path("graphs").path(0).path("damaged").asBoolean())
                .isFalse();
    }

    @Test
    void manyRequests_makeOneLookInAPause_andNoneWhileOneGoesOn() {
        watch.look();
        for (int i = 0; i < 20; i++) {
            ready("");
        }
        assertThat(background).isEmpty();
        assertThat(cluster.engine.inspections()).isEqualTo(1);
        nanos.addAndGet(GraphWatch.PAUSE.toNanos());
        for (int i = 0; i < 20; i++) {
            ready("");
        }
        assertThat(background).hasSize(1);
        background.remove().run();
        assertThat(cluster.engine.inspections()).isEqualTo(2);
        ready("");
        assertThat(background).isEmpty();
    }

    @Test
    void longLooks_haveLongPauses() {
        long look = GraphWatch.PAUSE.toNanos();
        cluster.engine.damage("library", () -> {
            nanos.addAndGet(look);
            return List.of();
        });
        watch.look();
        nanos.addAndGet(19 * look - 1);
        ready("");
        assertThat(background).isEmpty();
        nanos.addAndGet(1);
        ready("");
        assertThat(background).hasSize(1);
    }

    @Test
    void storeThatFails_changesNoVerdict() {
        cluster.engine.damage("library", () -> List.of(FILE));
        watch.look();
        cluster.engine.damage("library", () -> {
            throw new StoreException(DiagnosticCode.STORE_UNREACHABLE, "s3://b", "no answer");
        });
        nextLook();
        assertThat(ready("").path("status").asText()).isEqualTo("degraded");
    }

    @Test
    void rootThatIsGone_isTold() {
        watch.look();
        cluster.engine.remove("library");
        nextLook();
        assertThat(ready("all")
                        .path("graphs")
                        .path(0)
                        .path("reasons")
                        .path(0)
                        .path("code")
                        .asText())
                .isEqualTo("graph_unavailable");
    }
}

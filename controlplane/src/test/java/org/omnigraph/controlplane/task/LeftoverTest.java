package org.omnigraph.controlplane.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnigraph.controlplane.session.Cancellation;
import org.omnigraph.controlplane.testing.FakeGraphEngine;
import org.omnigraph.controlplane.testing.TestCluster;
import org.omnigraph.state.recovery.Sidecar;
import org.omnigraph.state.recovery.SidecarKind;
import org.omnigraph.state.recovery.SidecarStore;
import org.omnigraph.state.store.ObjectKey;
import org.omnigraph.state.testing.MemoryObjectStore;
import org.omnigraph.state.testing.SequenceIds;

/// The intent of a create that was killed before its graph was committed: it goes when the graph is made or
/// declared no more, and stays as long as the graph waits, whatever it waits for.
final class LeftoverTest {
    private static final String LEFT = "LEFT";
    private static final ObjectKey FILE = new ObjectKey("graphs/brain.omni/" + LEFT + "/schemas/000001.pg");

    @TempDir
    private Path folder;

    private final MemoryObjectStore store = new MemoryObjectStore();
    private TestCluster cluster;

    @BeforeEach
    void killCreate() {
        cluster = TestCluster.small(folder);
        cluster.importCluster(cluster.commands(store, new SequenceIds("A")));
        store.put(FILE, TestCluster.SCHEMA.getBytes(StandardCharsets.UTF_8));
        Sidecar intent = new Sidecar(
                LEFT,
                "2026-11-21T00:00:00Z",
                "ada",
                SidecarKind.GRAPH_CREATE,
                "brain",
                store.location("graphs/brain.omni/"),
                Sidecar.NO_VERSION,
                Sidecar.NO_VERSION,
                TestCluster.widerSchema().digest().hex(),
                "",
                "",
                LEFT);
        assertThat(new SidecarStore(store).write(intent)).isEmpty();
    }

    private List<String> intents() {
        return store.contents().keySet().stream()
                .filter(key -> key.startsWith("__cluster/recoveries/"))
                .toList();
    }

    @Test
    void apply_thatMakesTheGraph_retiresIt() {
        assertThat(cluster.apply(cluster.commands(store, new SequenceIds("B"))).converged())
                .isTrue();
        assertThat(intents()).isEmpty();
    }

    @Test
    void apply_thatIsStoppedBeforeTheGraph_keepsIt() {
        SequenceIds ids = new SequenceIds("B");
        Cancellation stopped = () -> true;

        ApplyOutcome outcome = cluster.apply(cluster.commands(store, ids, () -> new FakeGraphEngine(ids), stopped));

        assertThat(outcome.interrupted()).isTrue();
        assertThat(outcome.acknowledged()).isTrue();
        assertThat(intents()).hasSize(1);
    }

    @Test
    void apply_thatFailsToMakeTheGraph_keepsIt() {
        store.put(new ObjectKey("graphs/brain.omni/format.json"), "no JSON".getBytes(StandardCharsets.UTF_8));

        ApplyOutcome outcome = cluster.apply(cluster.commands(store, new SequenceIds("B")));

        assertThat(outcome.ok()).isFalse();
        assertThat(intents()).isNotEmpty();
    }

    @Test
    void apply_thatWantsTheGraphNoMore_retiresIt() {
        cluster.write("cluster.yaml", "version: 1\n");

        assertThat(cluster.apply(cluster.commands(store, new SequenceIds("B"))).ok())
                .isTrue();
        assertThat(intents()).isEmpty();
    }
}

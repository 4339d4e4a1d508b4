package org.omnigraph.controlplane.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.omnigraph.controlplane.task.ApplyOutcome;
import org.omnigraph.controlplane.task.ClusterCommands;
import org.omnigraph.state.approval.Approval;
import org.omnigraph.state.approval.ApprovalEntry;
import org.omnigraph.state.approval.ApprovalStore;
import org.omnigraph.state.ledger.ClusterState;
import org.omnigraph.state.ledger.Ledger;
import org.omnigraph.state.ledger.LedgerReading;
import org.omnigraph.state.recovery.Sidecar;
import org.omnigraph.state.recovery.SidecarEntry;
import org.omnigraph.state.recovery.SidecarStore;
import org.omnigraph.state.store.ObjectKey;
import org.omnigraph.state.store.ObjectStore;
import org.omnigraph.state.testing.MemoryObjectStore;
import org.omnigraph.state.testing.SequenceIds;

/// A cluster of two graphs, `brain` with a query and a policy and `other` with nothing, and applies that go wrong.
public final class ApplyBench {
    private static final String NONE_DECLARED = "version: 1\n";

    private final MemoryObjectStore store = new MemoryObjectStore();
    private final TestCluster cluster;
    private int runs;

    private ApplyBench(Path folder) {
        cluster =
                TestCluster.small(folder).write("other.pg", TestCluster.SCHEMA).write("cluster.yaml", """
                        version: 1
                        graphs:
                          brain: { schema: brain.pg, queries: queries/ }
                          other: { schema: other.pg }
                        policies:
                          base: { file: base.yaml, applies_to: [brain] }
                        """);
    }

    /// Declared, and a ledger that is still empty.
    public static ApplyBench imported(Path folder) {
        ApplyBench bench = new ApplyBench(folder);
        assertThat(bench.cluster.importCluster(bench.healthy()).ok()).isTrue();
        return bench;
    }

    /// Declared and applied.
    public static ApplyBench converged(Path folder) {
        ApplyBench bench = imported(folder);
        bench.converge();
        return bench;
    }

    /// Declared no more, and both graphs approved to go.
    public static ApplyBench approvedToGo(Path folder) {
        ApplyBench bench = converged(folder);
        bench.cluster.write("cluster.yaml", NONE_DECLARED);
        for (String graph : List.of("graph.brain", "graph.other")) {
            assertThat(TestCluster.errors(bench.cluster.approve(bench.healthy(), graph)))
                    .isEmpty();
        }
        return bench;
    }

    /// Both graphs get a wider schema.
    public ApplyBench widened() {
        cluster.write("brain.pg", TestCluster.SCHEMA_WIDER).write("other.pg", TestCluster.SCHEMA_WIDER);
        return this;
    }

    public TestCluster cluster() {
        return cluster;
    }

    public MemoryObjectStore store() {
        return store;
    }

    /// Commands that nothing disturbs.
    public ClusterCommands healthy() {
        return commands(store, Steps.undisturbed(), () -> false);
    }

    /// Commands through another store, with an engine that is listened to, and a person who may stop them.
    public ClusterCommands commands(ObjectStore through, Consumer<String> steps, BooleanSupplier stop) {
        SequenceIds ids = new SequenceIds("R" + runs++ + "X");
        return cluster.commands(through, ids, () -> new FakeGraphEngine(ids, steps), stop::getAsBoolean);
    }

    /// One apply with an engine that goes wrong.
    public ApplyOutcome apply(Consumer<String> steps) {
        return cluster.apply(commands(store, steps, () -> false));
    }

    /// One apply through a store that goes wrong.
    public ApplyOutcome apply(ObjectStore through) {
        return cluster.apply(commands(through, Steps.undisturbed(), () -> false));
    }

    /// One apply that gets everything done and leaves nothing behind.
    public ApplyOutcome converge() {
        ApplyOutcome outcome = cluster.apply(healthy());
        assertThat(TestCluster.errors(outcome)).isEmpty();
        assertThat(outcome.converged()).isTrue();
        assertThat(sidecars()).isEmpty();
        assertThat(store.contents()).doesNotContainKey("__cluster/lock.json");
        return outcome;
    }

    /// What waits for recovery.
    public List<Sidecar> sidecars() {
        return new SidecarStore(store)
                .list().stream()
                        .map(entry -> ((SidecarEntry.Valid) entry).sidecar())
                        .toList();
    }

    public List<Approval> approvals() {
        return new ApprovalStore(store)
                .list().stream()
                        .map(entry -> ((ApprovalEntry.Valid) entry).approval())
                        .toList();
    }

    /// What the ledger says now.
    public ClusterState ledger() {
        LedgerReading reading = new Ledger(store, new SequenceIds("V"), cluster.clock()).read();
        return ((LedgerReading.Usable) reading).snapshot().state();
    }

    /// The condition of a resource in the ledger, as in `error outcome_unknown`; empty if there is none.
    public String status(String address) {
        var status = ledger().resourceStatuses().get(address);
        return status == null ? "" : (status.status().wireName() + " " + String.join(",", status.conditions())).strip();
    }

    /// The keys below a graph's root.
    public List<String> filesOf(String graph) {
        return store.contents().keySet().stream()
                .filter(key -> key.startsWith("graphs/" + graph + ".omni/"))
                .toList();
    }

    /// What a person does about the lock of a process that is dead.
    public void unlock() {
        store.delete(new ObjectKey("__cluster/lock.json"));
    }
}

package org.omnigraph.controlplane.apply;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnigraph.controlplane.task.ApplyOutcome;
import org.omnigraph.controlplane.task.RollbackOutcome;
import org.omnigraph.controlplane.testing.ApplyBench;
import org.omnigraph.controlplane.testing.RiggedObjectStore;
import org.omnigraph.controlplane.testing.Steps;
import org.omnigraph.controlplane.testing.TestCluster;
import org.omnigraph.state.store.ObjectStore;

/// A person stops a run between two of its steps (cluster-contract.md §7): the step in hand is finished and recorded,
/// everything after it is held back, and the lock is given back.
final class StoppedRunTest {
    @TempDir
    Path folder;

    private final AtomicBoolean stop = new AtomicBoolean();

    private ApplyOutcome apply(ApplyBench bench, ObjectStore store, Consumer<String> steps) {
        ApplyOutcome outcome = bench.cluster().apply(bench.commands(store, steps, stop::get));
        assertThat(TestCluster.codes(outcome)).containsOnlyOnce("interrupted");
        assertThat(outcome.interrupted()).isTrue();
        assertThat(outcome.converged()).isFalse();
        assertThat(bench.sidecars()).isEmpty();
        assertThat(bench.store().contents()).doesNotContainKey("__cluster/lock.json");
        return outcome;
    }

    private Steps stopAt(String step) {
        return Steps.at(step, () -> stop.set(true));
    }

    private static void assertFates(ApplyOutcome outcome, String... fates) {
        assertThat(TestCluster.fates(outcome.changes())).containsExactly(fates);
    }

    @Test
    void apply_stoppedDuringTheFirstCreate_recordsItAndLeavesTheRest() {
        ApplyBench bench = ApplyBench.imported(folder);

        ApplyOutcome outcome = apply(bench, bench.store(), stopAt("before init brain"));

        assertFates(
                outcome,
                "graph.brain applied",
                "graph.other blocked interrupted",
                "policy.base blocked interrupted",
                "query.brain.people blocked interrupted",
                "schema.brain applied",
                "schema.other blocked interrupted");
        assertThat(bench.ledger().resources()).containsOnlyKeys("graph.brain", "schema.brain");
        assertThat(bench.filesOf("other")).isEmpty();
        assertThat(bench.store().contents().keySet()).noneMatch(key -> key.startsWith("__cluster/resources/"));
        assertThat(bench.status("query.brain.people"))
                .as("what was not tried has no status")
                .isEmpty();
        bench.converge();
    }

    @Test
    void apply_stoppedDuringTheFirstUpload_recordsWhatIsUploadedAndLeavesTheRest() {
        ApplyBench bench = ApplyBench.converged(folder);
        bench.cluster()
                .write("queries/people.gq", TestCluster.QUERIES.replace("$p.name }", "$p.name as name }"))
                .write("cluster.yaml", """
                        version: 1
                        graphs:
                          brain: { schema: brain.pg, queries: queries/ }
                        policies:
                          base: { file: base.yaml, applies_to: [brain] }
                        """);
        bench.cluster().approve(bench.healthy(), "graph.other");
        RiggedObjectStore store = new RiggedObjectStore(bench.store())
                .beforeFirst("PUT_IF_ABSENT __cluster/resources/query/", () -> stop.set(true));

        ApplyOutcome outcome = apply(bench, store, Steps.undisturbed());

        assertThat(TestCluster.fates(outcome.changes()))
                .contains("graph.other blocked interrupted", "schema.other blocked interrupted");
        assertThat(bench.filesOf("other")).isNotEmpty();
        assertThat(bench.approvals()).noneMatch(approval -> approval.isConsumed());
        assertThat(TestCluster.codes(bench.cluster().status(bench.healthy()))).isEmpty();
        bench.converge();
    }

    @Test
    void apply_stoppedDuringTheFirstMigration_leavesTheSecondAndItsQueries() {
        ApplyBench bench = ApplyBench.converged(folder).widened();
        bench.cluster().write("queries/people.gq", TestCluster.QUERIES.replace("$p.name }", "$p.name as name }"));

        ApplyOutcome outcome = apply(bench, bench.store(), stopAt("before schema_apply brain"));

        assertFates(
                outcome,
                "graph.brain blocked interrupted",
                "graph.other blocked interrupted",
                "query.brain.people blocked interrupted",
                "schema.brain applied",
                "schema.other blocked interrupted");
        assertThat(bench.status("schema.other")).as("not tried, so as it was").isEqualTo("applied");
        bench.converge();
    }

    @Test
    void apply_stoppedDuringTheFirstDelete_leavesTheSecondAndItsApproval() {
        ApplyBench bench = ApplyBench.approvedToGo(folder);

        ApplyOutcome outcome = apply(bench, bench.store(), stopAt("before delete brain"));

        assertFates(
                outcome,
                "graph.brain applied",
                "graph.other blocked interrupted",
                "policy.base applied",
                "query.brain.people applied",
                "schema.brain applied",
                "schema.other blocked interrupted");
        assertThat(bench.ledger().resources()).containsOnlyKeys("graph.other", "schema.other");
        assertThat(bench.approvals())
                .extracting(approval -> approval.resource() + " " + approval.isConsumed())
                .containsExactly("graph.brain true", "graph.other false");
        bench.converge();
    }

    @Test
    void rollback_stoppedDuringTheFirstMigration_recordsItAndLeavesTheRest() {
        ApplyBench bench = ApplyBench.converged(folder);
        long to = bench.ledger().stateRevision();
        bench.widened().cluster().write("base.yaml", TestCluster.POLICY.replace("[ada]", "[ada, bob]"));
        bench.converge();
        var policy = bench.ledger().resources().get("policy.base");

        RollbackOutcome outcome = bench.cluster()
                .rollback(bench.commands(bench.store(), stopAt("before schema_apply brain"), stop::get), to);

        assertThat(TestCluster.codes(outcome)).containsOnlyOnce("interrupted");
        assertThat(TestCluster.fates(outcome.changes()))
                .isEqualTo(List.of(
                        "graph.brain blocked interrupted",
                        "graph.other blocked interrupted",
                        "policy.base blocked interrupted",
                        "schema.brain applied",
                        "schema.other blocked interrupted"));
        assertThat(outcome.complete()).isFalse();
        assertThat(bench.ledger().resources().get("policy.base")).isEqualTo(policy);
        assertThat(bench.sidecars()).isEmpty();
        assertThat(bench.cluster().rollback(bench.healthy(), to).complete()).isTrue();
    }

    @Test
    void rollback_stoppedBeforeAnything_writesNothing() {
        ApplyBench bench = ApplyBench.converged(folder);
        long to = bench.ledger().stateRevision();
        bench.widened().converge();
        var before = bench.store().contents();

        RollbackOutcome outcome =
                bench.cluster().rollback(bench.commands(bench.store(), Steps.undisturbed(), () -> true), to);

        assertThat(TestCluster.codes(outcome)).containsOnlyOnce("interrupted");
        assertThat(outcome.stateWritten()).isFalse();
        assertThat(bench.store().contents()).isEqualTo(before);
    }
}

package org.omnigraph.controlplane.apply;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.omnigraph.controlplane.task.ApplyOutcome;
import org.omnigraph.controlplane.task.RollbackOutcome;
import org.omnigraph.controlplane.testing.ApplyBench;
import org.omnigraph.controlplane.testing.Steps;
import org.omnigraph.controlplane.testing.TestCluster;
import org.omnigraph.state.lock.StateLock;
import org.omnigraph.state.recovery.Sidecar;

/// The lock is taken away while a run moves graphs (cluster-contract.md §7): the next graph is not touched, and
/// nothing is published.
final class LostLockTest {
    private static final String GONE = "";
    private static final String ANOTHER =
            "{\"version\":1,\"lock_id\":\"01ARZ3NDEKTSV4RRFFQ69G5FAV\",\"operation\":\"apply\","
                    + "\"created_at\":\"2026-11-21T11:00:00Z\",\"pid\":1}";
    private static final String NO_LOCK = "no lock";

    @TempDir
    Path folder;

    private static void takeAway(ApplyBench bench, String instead) {
        bench.unlock();
        if (!instead.isEmpty()) {
            bench.store().put(StateLock.KEY, instead.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void assertLockIs(ApplyBench bench, String expected) {
        assertThat(bench.store().contents().getOrDefault(StateLock.KEY.value(), GONE))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {GONE, ANOTHER, NO_LOCK})
    void create_lockLostAfterTheFirstGraph_leavesTheSecondAlone(String instead) {
        ApplyBench bench = ApplyBench.imported(folder);
        long revision = bench.ledger().stateRevision();
        Steps steps = Steps.at("after init brain", () -> takeAway(bench, instead));

        ApplyOutcome outcome = bench.apply(steps);

        assertThat(TestCluster.codes(outcome)).containsOnlyOnce("state_lock_lost");
        assertThat(steps.heard()).containsExactly("before init brain", "after init brain");
        assertThat(bench.filesOf("other")).isEmpty();
        assertThat(bench.sidecars()).extracting(Sidecar::graphId).containsExactly("brain");
        assertThat(TestCluster.fates(outcome.changes()))
                .contains("graph.other blocked state_lock_lost", "schema.other blocked dependency_not_applied");
        assertThat(bench.store().contents().keySet()).noneMatch(key -> key.startsWith("__cluster/resources/"));
        assertThat(outcome.acknowledged()).isFalse();
        assertThat(outcome.stateWritten()).isFalse();
        assertThat(bench.ledger().stateRevision()).isEqualTo(revision);
        assertThat(bench.ledger().resources()).isEmpty();
        assertLockIs(bench, instead);

        bench.unlock();
        assertThat(TestCluster.codes(bench.converge())).containsExactly("cluster_recovery_rolled_forward");
    }

    @Test
    void schemaApply_lockLostAfterTheFirstGraph_leavesTheSecondAlone() {
        ApplyBench bench = ApplyBench.converged(folder).widened();
        var before = bench.ledger();
        Steps steps = Steps.at("after schema_apply brain", bench::unlock);

        ApplyOutcome outcome = bench.apply(steps);

        assertThat(TestCluster.codes(outcome)).containsOnlyOnce("state_lock_lost");
        assertThat(steps.heard()).containsExactly("before schema_apply brain", "after schema_apply brain");
        assertThat(bench.sidecars()).extracting(Sidecar::graphId).containsExactly("brain");
        assertThat(TestCluster.fates(outcome.changes()))
                .contains("graph.other blocked dependency_not_applied", "schema.other blocked state_lock_lost");
        assertThat(bench.ledger()).isEqualTo(before);
        bench.converge();
    }

    @Test
    void delete_lockLostAfterTheFirstGraph_leavesTheSecondAloneAndBothApprovalsUnused() {
        ApplyBench bench = ApplyBench.approvedToGo(folder);
        var before = bench.ledger();
        Steps steps = Steps.at("after delete brain", bench::unlock);

        ApplyOutcome outcome = bench.apply(steps);

        assertThat(TestCluster.codes(outcome)).containsOnlyOnce("state_lock_lost");
        assertThat(steps.heard()).containsExactly("before delete brain", "after delete brain");
        assertThat(bench.filesOf("other")).isNotEmpty();
        assertThat(bench.sidecars()).extracting(Sidecar::graphId).containsExactly("brain");
        assertThat(TestCluster.fates(outcome.changes()))
                .contains("graph.other blocked state_lock_lost", "schema.other blocked dependency_not_applied");
        assertThat(bench.ledger()).isEqualTo(before);
        assertThat(bench.approvals()).hasSize(2).noneMatch(approval -> approval.isConsumed());
        bench.converge();
        assertThat(bench.approvals()).hasSize(2).allMatch(approval -> approval.isConsumed());
    }

    @Test
    void publish_lockLostAfterTheLastGraph_recordsNothing() {
        ApplyBench bench = ApplyBench.imported(folder);
        long revision = bench.ledger().stateRevision();

        ApplyOutcome outcome = bench.apply(Steps.at("after init other", bench::unlock));

        assertThat(TestCluster.codes(outcome)).contains("state_lock_lost");
        assertThat(outcome.acknowledged()).isFalse();
        assertThat(bench.ledger().stateRevision()).isEqualTo(revision);
        assertThat(bench.sidecars()).hasSize(2);
        bench.converge();
    }

    @Test
    void rollback_lockLostAfterTheFirstGraph_leavesTheSecondAlone() {
        ApplyBench bench = ApplyBench.converged(folder);
        long to = bench.ledger().stateRevision();
        bench.widened().converge();
        var before = bench.ledger();
        Steps steps = Steps.at("after schema_apply brain", bench::unlock);

        RollbackOutcome outcome = bench.cluster().rollback(bench.commands(bench.store(), steps, () -> false), to);

        assertThat(TestCluster.codes(outcome)).containsOnlyOnce("state_lock_lost");
        assertThat(steps.heard()).containsExactly("before schema_apply brain", "after schema_apply brain");
        assertThat(bench.sidecars()).extracting(Sidecar::graphId).containsExactly("brain");
        assertThat(TestCluster.fates(outcome.changes()))
                .isEqualTo(List.of(
                        "graph.brain blocked interrupted",
                        "graph.other blocked dependency_not_applied",
                        "schema.brain applied",
                        "schema.other blocked state_lock_lost"));
        assertThat(outcome.acknowledged()).isFalse();
        assertThat(outcome.stateWritten()).isFalse();
        assertThat(bench.ledger()).isEqualTo(before);
    }
}

package org.omnigraph.controlplane.recover;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnigraph.controlplane.task.ApplyOutcome;
import org.omnigraph.controlplane.testing.ApplyBench;
import org.omnigraph.controlplane.testing.FakeGraphEngine;
import org.omnigraph.controlplane.testing.Steps;
import org.omnigraph.controlplane.testing.TestCluster;
import org.omnigraph.engine.api.GraphRoot;
import org.omnigraph.state.approval.Approval;
import org.omnigraph.state.approval.ApprovalStore;
import org.omnigraph.state.ledger.ClusterState;
import org.omnigraph.state.recovery.Sidecar;
import org.omnigraph.state.store.ObjectKey;
import org.omnigraph.state.testing.CrashingObjectStore;
import org.omnigraph.state.testing.CrashingObjectStore.Moment;
import org.omnigraph.state.testing.SequenceIds;
import org.omnigraph.state.testing.SimulatedCrash;

/// An approved delete whose process dies (cluster-contract.md §8, §9): whatever it came to, its approval works
/// once and for its own graph only.
final class InterruptedDeleteTest {
    private static final ObjectKey FORMAT = new ObjectKey("graphs/brain.omni/format.json");

    @TempDir
    Path folder;

    private ApplyBench bench;
    private Approval approval;

    @BeforeEach
    void approved() {
        bench = ApplyBench.approvedToGo(folder);
        approval = bench.approvals().getFirst();
        assertThat(approval.resource()).isEqualTo("graph.brain");
    }

    private void die(String where, Moment moment) {
        CrashingObjectStore dying = CrashingObjectStore.atFirst(bench.store(), where, moment);
        try {
            bench.apply(dying);
        } catch (SimulatedCrash expected) {
            assertThat(dying.crashed()).isTrue();
        }
        assertThat(dying.crashed()).isTrue();
        bench.unlock();
    }

    private Sidecar sidecar() {
        assertThat(bench.sidecars()).hasSize(1);
        return bench.sidecars().getFirst();
    }

    private String recordOf(Approval used) {
        ClusterState ledger = bench.ledger();
        assertThat(ledger.approvalRecords()).containsKey(used.approvalId());
        return String.valueOf(ledger.approvalRecords().get(used.approvalId()));
    }

    @Test
    void sweep_anotherGraphStandsThereNow_keepsTheRecordAndTheGraph() {
        die("DELETE " + FORMAT.value(), Moment.AFTER);
        assertThat(sidecar().incarnation()).isEqualTo(approval.boundIncarnation());
        assertThat(sidecar().approvalId()).isEqualTo(approval.approvalId());
        bench.filesOf("brain").forEach(key -> bench.store().delete(new ObjectKey(key)));
        FakeGraphEngine engine = new FakeGraphEngine(new SequenceIds("N"));
        engine.init(GraphRoot.ofCluster(bench.store(), "brain"), "brain", "NEW", TestCluster.widerSchema(), "eve");
        var files = bench.filesOf("brain");

        ApplyOutcome outcome = bench.apply(Steps.undisturbed());

        assertThat(TestCluster.codes(outcome)).contains("cluster_recovery_pending");
        assertThat(TestCluster.fates(outcome.changes())).contains("graph.brain blocked cluster_recovery_pending");
        assertThat(outcome.converged()).isFalse();
        assertThat(sidecar().graphId()).isEqualTo("brain");
        assertThat(bench.filesOf("brain")).isEqualTo(files);
        assertThat(bench.approvals().getFirst().isConsumed()).isFalse();
        assertThat(bench.ledger().resources()).containsKey("graph.brain");
        assertThat(bench.status("graph.brain")).isEqualTo("drifted actual_applied_state_pending");
    }

    @Test
    void sweep_rootGone_recordsTheApprovalWithTheOperationThatUsedIt() {
        die("PUT_IF_ABSENT __cluster/revisions/", Moment.BEFORE);
        Sidecar deleted = bench.sidecars().getFirst();
        assertThat(deleted.graphId()).isEqualTo("brain");
        assertThat(bench.ledger().approvalRecords()).isEmpty();

        bench.converge();

        assertThat(recordOf(approval))
                .contains("\"consumed_by_operation\":\"" + deleted.operationId() + "\"", "\"consumed_at\":\"");
        assertThat(bench.approvals().getFirst().consumedByOperation()).isEqualTo(deleted.operationId());
        assertThat(String.valueOf(bench.ledger().recoveryRecords().get(deleted.operationId())))
                .contains(
                        "\"kind\":\"graph_delete\"",
                        "\"outcome\":\"deleted\"",
                        "\"approval_id\":\"" + approval.approvalId() + "\"",
                        "\"actor\":\"ada\"");
        assertThat(String.valueOf(bench.ledger().observations().get("graph.brain")))
                .contains("\"tombstone\":\"deleted\"");
    }

    /// A file that says "used" while the ledger knows nothing of it, as after a restored ledger: the sidecar
    /// names the approval, so the ledger learns of its use.
    @Test
    void sweep_rootGoneAndTheFileMarkedAlready_recordsTheApprovalOfTheSidecar() {
        die("PUT_IF_ABSENT __cluster/revisions/", Moment.BEFORE);
        assertThat(new ApprovalStore(bench.store()).markConsumed(approval.consumed("earlier", "somebody")))
                .isEmpty();

        bench.converge();

        assertThat(recordOf(approval)).contains("consumed_by_operation");
    }

    @Test
    void sweep_diesBetweenItsPublishAndMarking_theApprovalStaysUsed() {
        die("PUT_IF_ABSENT __cluster/revisions/", Moment.BEFORE);
        String operation = bench.sidecars().getFirst().operationId();
        die("PUT __cluster/approvals/", Moment.BEFORE);
        assertThat(bench.approvals().getFirst().isConsumed()).isFalse();
        assertThat(recordOf(approval)).contains(operation);
        assertThat(bench.ledger().resources()).doesNotContainKey("graph.brain");

        ApplyOutcome outcome = bench.converge();

        assertThat(TestCluster.codes(outcome)).isEmpty();
        assertThat(bench.approvals()).allMatch(Approval::isConsumed);
        assertThat(bench.approvals().getFirst().consumedByOperation()).isEqualTo(operation);
        // A graph of the same name and content is not let go by it.
        TestCluster declared = bench.cluster().write("cluster.yaml", """
                version: 1
                graphs:
                  brain: { schema: brain.pg, queries: queries/ }
                  other: { schema: other.pg }
                policies:
                  base: { file: base.yaml, applies_to: [brain] }
                """);
        bench.converge();
        declared.write("cluster.yaml", "version: 1\n");
        assertThat(TestCluster.fates(declared.apply(bench.healthy()).changes()))
                .contains("graph.brain blocked approval_required");
        assertThat(bench.filesOf("brain")).isNotEmpty();
    }

    @Test
    void sweep_ofARecordedDelete_leavesUnusedApprovalsOfALaterGraphAlone() {
        die("DELETE __cluster/recoveries/", Moment.BEFORE);
        assertThat(bench.approvals()).allMatch(Approval::isConsumed);
        Approval later = new Approval(
                new SequenceIds("L").next(),
                approval.resource(),
                approval.operation(),
                approval.reason(),
                approval.boundConfigDigest(),
                approval.boundBeforeDigest(),
                approval.boundAfterDigest(),
                "",
                "bob",
                approval.createdAt(),
                "",
                "");
        assertThat(new ApprovalStore(bench.store()).write(later)).isEmpty();
        String marked = bench.store().contents().get("__cluster/approvals/" + approval.approvalId() + ".json");

        bench.converge();

        assertThat(bench.approvals()).filteredOn(each -> !each.isConsumed()).containsExactly(later);
        assertThat(bench.store().contents())
                .containsEntry("__cluster/approvals/" + approval.approvalId() + ".json", marked);
    }

    @Test
    void sweep_rootStillThere_retiresTheRecordAndTheApprovalStillCounts() {
        die("DELETE " + FORMAT.value(), Moment.BEFORE);
        bench.store().put(new ObjectKey("graphs/brain.omni/notes"), "x".getBytes(StandardCharsets.UTF_8));
        bench.store().delete(new ObjectKey("graphs/brain.omni/notes"));

        assertThat(TestCluster.codes(bench.converge())).containsExactly("graph_delete_incomplete");

        assertThat(bench.approvals()).allMatch(Approval::isConsumed);
        assertThat(bench.filesOf("brain")).isEmpty();
    }
}

package org.omnigraph.controlplane.apply;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnigraph.controlplane.task.ApplyOutcome;
import org.omnigraph.controlplane.testing.ApplyBench;
import org.omnigraph.controlplane.testing.RiggedObjectStore;
import org.omnigraph.controlplane.testing.Steps;
import org.omnigraph.controlplane.testing.TestCluster;
import org.omnigraph.state.approval.Approval;
import org.omnigraph.state.diagnostic.Severity;
import org.omnigraph.state.ledger.ResourceEntry;
import org.omnigraph.state.recovery.Sidecar;
import org.omnigraph.state.recovery.SidecarKind;
import org.omnigraph.state.store.ObjectKey;
import org.omnigraph.state.store.PutOutcome;

/// An approved delete that does not get to its end (cluster-contract.md §7, §8): its sidecar outlives the
/// publish, its approval is not used, and no later delete runs.
final class FailedDeleteTest {
    private static final String APPROVALS = "__cluster/approvals/";

    @TempDir
    Path folder;

    private ApplyBench bench;
    private Map<String, ResourceEntry> before;

    @BeforeEach
    void approved() {
        bench = ApplyBench.approvedToGo(folder);
        before = bench.ledger().resources();
    }

    /// `brain` stays, and with it its approval; `other` is not begun.
    private void assertBothHeldBack(ApplyOutcome outcome) {
        assertThat(TestCluster.fates(outcome.changes()))
                .containsExactly(
                        "graph.brain blocked graph_delete_failed",
                        "graph.other blocked graph_delete_skipped",
                        "policy.base applied",
                        "query.brain.people blocked dependency_not_applied",
                        "schema.brain blocked dependency_not_applied",
                        "schema.other blocked dependency_not_applied");
        assertThat(TestCluster.codes(outcome)).contains("graph_delete_failed", "graph_delete_skipped");
        assertThat(outcome.converged()).isFalse();
        assertThat(outcome.stateWritten())
                .as("the policy's removal is recorded")
                .isTrue();
        assertThat(bench.ledger().resources())
                .containsOnlyKeys("graph.brain", "graph.other", "query.brain.people", "schema.brain", "schema.other")
                .allSatisfy((address, entry) -> assertThat(entry).isEqualTo(before.get(address)));
        assertThat(bench.ledger().approvalRecords()).isEmpty();
        assertThat(bench.ledger().observations().toString()).doesNotContain("tombstone");
        assertThat(bench.approvals()).hasSize(2).noneMatch(Approval::isConsumed);
        assertThat(bench.filesOf("other")).isNotEmpty();
        assertThat(bench.status("graph.brain")).isEqualTo("error graph_delete_failed");
    }

    @Test
    void delete_failsBeforeItBegins_keepsTheSidecarAndTheNextApplyDeletesBoth() {
        assertBothHeldBack(bench.apply(Steps.outageAt("before delete brain")));

        assertThat(bench.sidecars()).singleElement().satisfies(sidecar -> {
            assertThat(sidecar.kind()).isEqualTo(SidecarKind.GRAPH_DELETE);
            assertThat(sidecar.graphId()).isEqualTo("brain");
            assertThat(sidecar.approvalId())
                    .isEqualTo(bench.approvals().getFirst().approvalId());
            assertThat(sidecar.desiredSchemaDigest()).isEmpty();
        });
        assertThat(TestCluster.codes(bench.converge())).containsExactly("graph_delete_incomplete");
        assertThat(bench.approvals()).allMatch(Approval::isConsumed);
    }

    @Test
    void delete_failsMidway_keepsTheSidecarAndTheNextApplyGoesOn() {
        int files = bench.filesOf("brain").size();
        String incarnation = bench.approvals().getFirst().boundIncarnation();
        RiggedObjectStore store =
                new RiggedObjectStore(bench.store()).failing("DELETE graphs/brain.omni/" + incarnation);

        assertBothHeldBack(bench.apply(store));

        assertThat(bench.filesOf("brain")).hasSize(files - 1);
        assertThat(bench.sidecars()).extracting(Sidecar::incarnation).containsExactly(incarnation);
        bench.converge();
        assertThat(bench.filesOf("brain")).isEmpty();
    }

    @Test
    void delete_failsAfterTheLastFile_isRecordedByTheNextApply() {
        assertBothHeldBack(bench.apply(Steps.outageAt("after delete brain")));

        assertThat(bench.filesOf("brain")).isEmpty();
        assertThat(bench.sidecars()).hasSize(1);
        assertThat(TestCluster.codes(bench.converge())).containsExactly("cluster_recovery_rolled_forward");
    }

    @Test
    void delete_leavesSomething_keepsTheSidecarAndSaysWhere() {
        ObjectKey foreign = new ObjectKey("graphs/brain.omni/notes/mine.txt");
        bench.store().put(foreign, "mine".getBytes(StandardCharsets.UTF_8));

        ApplyOutcome outcome = bench.apply(Steps.undisturbed());

        assertBothHeldBack(outcome);
        assertThat(outcome.diagnostics())
                .filteredOn(problem -> problem.code().wireName().equals("graph_delete_failed"))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("something is still at", "brain.omni"));
        assertThat(bench.filesOf("brain")).containsExactly(foreign.value());
        assertThat(bench.sidecars()).hasSize(1);
        bench.store().delete(foreign);
        bench.converge();
    }

    @Test
    void delete_rootThatHoldsNoGraph_isRefusedBeforeASidecar() {
        bench.store().put(new ObjectKey("graphs/brain.omni/format.json"), "no JSON".getBytes(StandardCharsets.UTF_8));
        Steps steps = Steps.undisturbed();

        assertBothHeldBack(bench.apply(steps));

        assertThat(steps.heard()).isEmpty();
        assertThat(bench.sidecars()).isEmpty();
    }

    @Test
    void delete_filesOfSeveralIncarnations_areAllRemoved() {
        String incarnation = bench.approvals().getFirst().boundIncarnation();
        bench.store().delete(new ObjectKey("graphs/brain.omni/format.json"));
        bench.store().put(new ObjectKey("graphs/brain.omni/OLDER/x"), new byte[0]);
        Steps steps = Steps.undisturbed();

        assertThat(bench.apply(steps).converged()).isTrue();

        assertThat(incarnation).isNotEmpty();
        assertThat(steps.heard())
                .filteredOn(step -> step.equals("after delete brain"))
                .hasSize(2);
        assertThat(bench.filesOf("brain")).isEmpty();
        assertThat(bench.sidecars()).isEmpty();
    }

    @Test
    void delete_rootGoneAlready_usesTheApprovalWithoutASidecar() {
        bench.filesOf("brain").forEach(key -> bench.store().delete(new ObjectKey(key)));
        Steps steps = Steps.undisturbed();

        assertThat(bench.apply(steps).converged()).isTrue();

        assertThat(steps.heard()).containsExactly("before delete other", "after delete other");
        assertThat(bench.approvals()).allMatch(Approval::isConsumed);
        assertThat(bench.ledger().approvalRecords()).hasSize(2);
    }

    @Test
    void settle_approvalFileUnknown_warnsAndTheSidecarStaysUntilItIsMarked() {
        RiggedObjectStore store =
                new RiggedObjectStore(bench.store()).answering("PUT " + APPROVALS, new PutOutcome.Unknown("rigged"));

        ApplyOutcome outcome = bench.apply(store);

        assertThat(outcome.ok()).as("it is recorded").isTrue();
        assertThat(outcome.diagnostics()).hasSize(2).allSatisfy(warning -> {
            assertThat(warning.code().wireName()).isEqualTo("outcome_unknown");
            assertThat(warning.severity()).isEqualTo(Severity.WARNING);
        });
        assertThat(bench.ledger().approvalRecords()).hasSize(2);
        assertThat(bench.approvals()).noneMatch(Approval::isConsumed);
        assertThat(bench.sidecars()).hasSize(2);
        assertThat(TestCluster.codes(bench.apply(store))).hasSize(2);
        assertThat(bench.sidecars()).hasSize(2);

        bench.converge();
        assertThat(bench.approvals()).allMatch(Approval::isConsumed);
        assertThat(bench.ledger().approvalRecords().keySet())
                .isEqualTo(java.util.Set.copyOf(
                        bench.approvals().stream().map(Approval::approvalId).toList()));
    }

    @Test
    void settle_approvalFileFails_isAWarningAndTheSidecarStays() {
        ApplyOutcome outcome = bench.apply(new RiggedObjectStore(bench.store()).failing("PUT " + APPROVALS));

        assertThat(outcome.ok()).isTrue();
        assertThat(TestCluster.codes(outcome)).isEqualTo(List.of("store_unreachable"));
        assertThat(bench.sidecars()).hasSize(2);
        bench.converge();
        assertThat(bench.approvals()).allMatch(Approval::isConsumed);
    }
}

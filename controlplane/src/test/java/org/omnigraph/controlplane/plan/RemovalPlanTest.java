package org.omnigraph.controlplane.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.omnigraph.catalog.address.GraphId;
import org.omnigraph.controlplane.config.ConfigLoader;
import org.omnigraph.controlplane.config.DesiredCluster;
import org.omnigraph.controlplane.testing.TestCluster;
import org.omnigraph.state.approval.Approval;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.ledger.ClusterState;
import org.omnigraph.state.ledger.OnRemove;
import org.omnigraph.state.ledger.ResourceEntry;

/// The rows of cluster-contract.md §6 in which something goes, in a ledger of two graphs.
final class RemovalPlanTest {
    private static final GraphId BRAIN = new GraphId("brain");
    private static final PendingRecoveries BRAIN_PENDING = new PendingRecoveries(Set.of(BRAIN), false);
    private static final PendingRecoveries UNREADABLE = new PendingRecoveries(Set.of(), true);
    private static final String OTHER_ONLY = "version: 1\ngraphs: { other: { schema: brain.pg } }\n";

    private static final String WIDE = TestCluster.POLICY.replace("[read]", "[graph_list]");

    @TempDir
    Path folder;

    private TestCluster cluster;
    private ClusterState applied;

    @BeforeEach
    void converged() {
        cluster = TestCluster.small(folder).write("wide.yaml", WIDE).write("cluster.yaml", """
                version: 1
                graphs:
                  brain: { schema: brain.pg, queries: queries/ }
                  other: { schema: brain.pg }
                policies:
                  base: { file: base.yaml, applies_to: [brain] }
                  wide: { file: wide.yaml, applies_to: [cluster] }
                """);
        DesiredCluster desired = desired();
        ClusterState.Builder builder = ClusterState.EMPTY.toBuilder();
        desired.digests()
                .forEach((address, digest) ->
                        builder.resources().put(address.toString(), ResourceEntry.of(digest.hex())));
        desired.policies()
                .values()
                .forEach(policy -> builder.resources()
                        .computeIfPresent(
                                "policy." + policy.name(), (key, entry) -> entry.withAppliesTo(policy.appliesTo())));
        applied = builder.build();
    }

    private DesiredCluster desired() {
        return ConfigLoader.load(folder).cluster().orElseThrow();
    }

    /// The ledger's graph `brain` is protected or retained.
    private void lifecycle(boolean isProtected, OnRemove onRemove) {
        ClusterState.Builder builder = applied.toBuilder();
        builder.resources().computeIfPresent("graph.brain", (key, entry) -> entry.withLifecycle(isProtected, onRemove));
        applied = builder.build();
    }

    private Plan removeBrain(PendingRecoveries pending, Approval... approvals) {
        cluster.write("cluster.yaml", OTHER_ONLY);
        return Planner.plan(desired(), applied, pending, List.of(approvals), Map.of());
    }

    private Approval approval() {
        cluster.write("cluster.yaml", OTHER_ONLY);
        ResourceEntry before =
                java.util.Objects.requireNonNull(applied.resources().get("graph.brain"));
        return new Approval(
                "01KB000000000000000000000A",
                "graph.brain",
                "delete",
                "it goes",
                desired().configDigest().hex(),
                before.digest(),
                "",
                "",
                "ada",
                "2026-01-01T00:00:00Z",
                "",
                "");
    }

    private static List<String> fates(Plan plan) {
        return plan.changes().stream()
                .map(change -> (change.resource() + " " + change.operation().wireName() + " "
                                + change.disposition().wireName() + " " + change.reason())
                        .strip())
                .toList();
    }

    private static List<String> brainIs(String fate) {
        return List.of(
                "graph.brain " + fate,
                "policy.base delete applied",
                "policy.wide delete applied",
                "query.brain.people " + fate,
                "schema.brain " + fate);
    }

    private static List<String> codes(Plan plan) {
        return plan.diagnostics().stream()
                .map(problem -> problem.code().wireName())
                .toList();
    }

    @Test
    void plan_noApproval_asksForOne() {
        Plan plan = removeBrain(PendingRecoveries.NONE);
        assertThat(fates(plan)).isEqualTo(brainIs("delete blocked approval_required"));
        assertThat(plan.approvalsRequired())
                .extracting(ApprovalRequired::satisfied)
                .containsExactly(false);
        assertThat(plan.approvalsRequired())
                .extracting(ApprovalRequired::reason, ApprovalRequired::approvedBy)
                .containsExactly(tuple(
                        "deleting graph `brain` destroys all its data, and takes its schema and 1 query along", ""));
        assertThat(codes(plan)).containsExactly("approval_required");
        assertThat(plan.diagnostics()).extracting(Diagnostic::path).containsExactly("graph.brain");
        assertThat(plan.unchangedCount()).isEqualTo(2);
    }

    @Test
    void plan_approval_letsTheGraphGoWithItsParts() {
        Approval approval = approval();
        Plan plan = removeBrain(PendingRecoveries.NONE, approval);
        assertThat(fates(plan)).isEqualTo(brainIs("delete applied"));
        assertThat(plan.approvalsRequired())
                .extracting(ApprovalRequired::satisfied)
                .containsExactly(true);
        assertThat(plan.approvalsRequired())
                .extracting(ApprovalRequired::approvedBy)
                .containsExactly("ada");
        assertThat(plan.approvals()).containsExactly(Map.entry(BRAIN, approval));
        assertThat(plan.unusedApprovals()).containsExactly(Map.entry(BRAIN, List.of(approval)));
        assertThat(plan.diagnostics()).isEmpty();
    }

    @Test
    void plan_approvalThatTheLedgerHasUsed_countsForNothing() {
        Approval approval = approval();
        ClusterState.Builder builder = applied.toBuilder();
        builder.approvalRecords()
                .put(approval.approvalId(), org.omnigraph.state.approval.ApprovalStore.toJson(approval));
        applied = builder.build();
        Plan plan = removeBrain(PendingRecoveries.NONE, approval);
        assertThat(fates(plan)).isEqualTo(brainIs("delete blocked approval_required"));
        assertThat(plan.unusedApprovals()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void plan_recoveryPending_holdsTheDeleteBackEvenIfApproved(boolean unreadable) {
        Plan plan = removeBrain(unreadable ? UNREADABLE : BRAIN_PENDING, approval());
        assertThat(fates(plan)).isEqualTo(brainIs("delete blocked cluster_recovery_pending"));
    }

    @Test
    void plan_protected_isBlockedWhateverIsApprovedOrRetained() {
        lifecycle(true, OnRemove.RETAIN);
        Plan plan = removeBrain(PendingRecoveries.NONE, approval());
        assertThat(fates(plan)).isEqualTo(brainIs("delete blocked protected"));
        assertThat(plan.approvalsRequired()).isEmpty();
    }

    @Test
    void plan_retained_isForgottenWithoutApproval() {
        lifecycle(false, OnRemove.RETAIN);
        Plan plan = removeBrain(PendingRecoveries.NONE);
        assertThat(fates(plan)).isEqualTo(brainIs("forget applied"));
        assertThat(plan.approvalsRequired()).isEmpty();
        assertThat(plan.diagnostics()).isEmpty();
    }

    @Test
    void plan_retainedWithPendingRecovery_waits() {
        lifecycle(false, OnRemove.RETAIN);
        assertThat(fates(removeBrain(BRAIN_PENDING))).isEqualTo(brainIs("forget blocked cluster_recovery_pending"));
        assertThat(fates(removeBrain(UNREADABLE))).as("it moves no graph").isEqualTo(brainIs("forget applied"));
    }

    @Test
    void plan_retainedAndAnotherGraphRemoved_onlyThatOneAsksForApproval() {
        lifecycle(false, OnRemove.RETAIN);
        cluster.write("cluster.yaml", "version: 1\n");
        Plan plan = Planner.plan(desired(), applied, PendingRecoveries.NONE, List.of(), Map.of());
        assertThat(fates(plan))
                .contains("graph.brain forget applied", "graph.other delete blocked approval_required")
                .contains("schema.brain forget applied", "schema.other delete blocked approval_required");
        assertThat(plan.approvalsRequired())
                .extracting(ApprovalRequired::reason)
                .containsExactly(
                        "deleting graph `other` destroys all its data, and takes its schema and 0 queries along");
    }

    @Test
    void plan_queryAlone_goesAtOnce() {
        cluster.write("queries/people.gq", TestCluster.QUERIES.replace("people", "persons"));
        Plan plan = Planner.plan(desired(), applied, PendingRecoveries.NONE, List.of(), Map.of());
        assertThat(fates(plan))
                .containsExactly(
                        "graph.brain update derived",
                        "query.brain.people delete applied",
                        "query.brain.persons create applied");
        assertThat(fates(Planner.plan(desired(), applied, BRAIN_PENDING, List.of(), Map.of())))
                .containsExactly(
                        "graph.brain update blocked dependency_not_applied",
                        "query.brain.people delete applied",
                        "query.brain.persons create blocked cluster_recovery_pending");
    }

    @Test
    void plan_policyOfTheCluster_waitsForNoGraph() {
        cluster.write("base.yaml", TestCluster.POLICY.replace("[ada]", "[ada, bob]"))
                .write("wide.yaml", WIDE.replace("[ada]", "[ada, bob]"));
        assertThat(fates(Planner.plan(desired(), applied, BRAIN_PENDING, List.of(), Map.of())))
                .containsExactly("policy.base update blocked cluster_recovery_pending", "policy.wide update applied");
    }

    @Test
    void plan_lifecycleAlone_isAnUpdateOfTheGraph() {
        lifecycle(true, OnRemove.DELETE);
        Plan lifted = Planner.plan(desired(), applied, PendingRecoveries.NONE, List.of(), Map.of());
        assertThat(fates(lifted)).containsExactly("graph.brain update applied");
        assertThat(lifted.changes()).extracting(Change::metadataChange).containsExactly(MetadataChange.LIFECYCLE);
        lifecycle(false, OnRemove.RETAIN);
        Plan deleted = Planner.plan(desired(), applied, PendingRecoveries.NONE, List.of(), Map.of());
        assertThat(deleted.changes()).extracting(Change::metadataChange).containsExactly(MetadataChange.LIFECYCLE);
        assertThat(Planner.isConverged(desired(), applied)).isFalse();
        lifecycle(false, OnRemove.DELETE);
        assertThat(Planner.isConverged(desired(), applied)).isTrue();
    }

    @Test
    void plan_blastRadiusOfWhatGoes_comesFromTheLedger() {
        Plan plan = removeBrain(PendingRecoveries.NONE);
        assertThat(plan.blastRadius())
                .extracting(radius -> radius.resource() + " " + radius.affected())
                .containsExactly(
                        "graph.brain [policy.base, query.brain.people, schema.brain]",
                        "policy.base []",
                        "policy.wide []",
                        "query.brain.people []",
                        "schema.brain [query.brain.people]");
    }

    @Test
    void plan_addressThatIsNone_isAProblemAndNoChange() {
        ClusterState.Builder builder = applied.toBuilder();
        builder.resources().put("nonsense", ResourceEntry.of("f".repeat(64)));
        Plan plan = Planner.plan(desired(), builder.build(), PendingRecoveries.NONE, List.of(), Map.of());
        assertThat(plan.changes()).isEmpty();
        assertThat(plan.unchangedCount()).isEqualTo(desired().digests().size());
        assertThat(codes(plan)).containsExactly("invalid_state_json");
    }
}

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
import org.omnigraph.catalog.address.GraphId;
import org.omnigraph.controlplane.config.ConfigLoader;
import org.omnigraph.controlplane.config.DesiredCluster;
import org.omnigraph.controlplane.testing.TestCluster;
import org.omnigraph.state.ledger.ClusterState;
import org.omnigraph.state.ledger.ResourceEntry;

/// The disposition table of cluster-contract.md §6, row by row.
final class PlannerTest {
    private static final PendingRecoveries BRAIN_PENDING = new PendingRecoveries(Set.of(new GraphId("brain")), false);
    private static final PendingRecoveries ALL_BLOCKED = new PendingRecoveries(Set.of(), true);

    @TempDir
    private Path folder;

    private TestCluster cluster;

    @BeforeEach
    void makeFolder() {
        cluster = TestCluster.small(folder);
    }

    private DesiredCluster desired() {
        return ConfigLoader.load(folder).cluster().orElseThrow();
    }

    /// The ledger of a converged cluster.
    private static ClusterState applied(DesiredCluster desired) {
        ClusterState.Builder builder = ClusterState.EMPTY.toBuilder();
        desired.digests()
                .forEach((address, digest) ->
                        builder.resources().put(address.toString(), ResourceEntry.of(digest.hex())));
        desired.policies()
                .values()
                .forEach(policy -> builder.resources()
                        .computeIfPresent(
                                "policy." + policy.name(), (key, entry) -> entry.withAppliesTo(policy.appliesTo())));
        desired.graphs()
                .values()
                .forEach(graph -> builder.resources()
                        .computeIfPresent(
                                "graph." + graph.id(),
                                (key, entry) -> entry.withLifecycle(graph.isProtected(), graph.onRemove())));
        return builder.build();
    }

    private static Plan plan(DesiredCluster desired, ClusterState state, PendingRecoveries pending) {
        return Planner.plan(desired, state, pending, List.of(), Map.of());
    }

    private static org.assertj.core.api.AbstractListAssert<?, ?, org.assertj.core.groups.Tuple, ?> fates(Plan plan) {
        return assertThat(plan.changes())
                .extracting(change -> change.resource().toString(), Change::disposition, Change::reason);
    }

    @Test
    void plan_emptyLedger_createsEverything() {
        Plan plan = plan(desired(), ClusterState.EMPTY, PendingRecoveries.NONE);
        assertThat(plan.changes())
                .extracting(change -> change.resource().toString(), Change::operation, Change::disposition)
                .containsExactly(
                        tuple("graph.brain", Operation.CREATE, Disposition.APPLIED),
                        tuple("policy.base", Operation.CREATE, Disposition.APPLIED),
                        tuple("query.brain.people", Operation.CREATE, Disposition.APPLIED),
                        tuple("schema.brain", Operation.CREATE, Disposition.APPLIED));
    }

    @Test
    void plan_createWithKeptSidecar_blocksGraphAndAllOnIt() {
        fates(plan(desired(), ClusterState.EMPTY, BRAIN_PENDING))
                .containsExactly(
                        tuple("graph.brain", Disposition.BLOCKED, Reason.RECOVERY_PENDING),
                        tuple("policy.base", Disposition.BLOCKED, Reason.RECOVERY_PENDING),
                        tuple("query.brain.people", Disposition.BLOCKED, Reason.RECOVERY_PENDING),
                        tuple("schema.brain", Disposition.BLOCKED, Reason.RECOVERY_PENDING));
    }

    @Test
    void plan_unreadableSidecar_blocksGraphMovesAndWhatNeedsThem() {
        fates(plan(desired(), ClusterState.EMPTY, ALL_BLOCKED))
                .containsExactly(
                        tuple("graph.brain", Disposition.BLOCKED, Reason.RECOVERY_PENDING),
                        tuple("policy.base", Disposition.BLOCKED, Reason.DEPENDENCY_NOT_APPLIED),
                        tuple("query.brain.people", Disposition.BLOCKED, Reason.DEPENDENCY_NOT_APPLIED),
                        tuple("schema.brain", Disposition.BLOCKED, Reason.RECOVERY_PENDING));
    }

    @Test
    void plan_schemaUpdateUnderUnreadableSidecar_blocksItsGraphAndQueries() {
        ClusterState state = applied(desired());
        cluster.write("brain.pg", TestCluster.SCHEMA_WIDER)
                .write("queries/people.gq", TestCluster.QUERIES + "// changed\n");
        fates(plan(desired(), state, ALL_BLOCKED))
                .containsExactly(
                        tuple("graph.brain", Disposition.BLOCKED, Reason.DEPENDENCY_NOT_APPLIED),
                        tuple("query.brain.people", Disposition.BLOCKED, Reason.DEPENDENCY_NOT_APPLIED),
                        tuple("schema.brain", Disposition.BLOCKED, Reason.RECOVERY_PENDING));
    }

    @Test
    void plan_schemaUpdateAlone_decidesItsGraph() {
        ClusterState state = applied(desired());
        cluster.write("brain.pg", TestCluster.SCHEMA_WIDER);
        fates(plan(desired(), state, PendingRecoveries.NONE))
                .containsExactly(
                        tuple("graph.brain", Disposition.DERIVED, ""), tuple("schema.brain", Disposition.APPLIED, ""));
        fates(plan(desired(), state, ALL_BLOCKED))
                .containsExactly(
                        tuple("graph.brain", Disposition.BLOCKED, Reason.DEPENDENCY_NOT_APPLIED),
                        tuple("schema.brain", Disposition.BLOCKED, Reason.RECOVERY_PENDING));
    }

    @Test
    void plan_queryChange_isAppliedAndItsGraphDerived() {
        ClusterState state = applied(desired());
        cluster.write("queries/people.gq", TestCluster.QUERIES + "// changed\n");
        fates(plan(desired(), state, PendingRecoveries.NONE))
                .containsExactly(
                        tuple("graph.brain", Disposition.DERIVED, ""),
                        tuple("query.brain.people", Disposition.APPLIED, ""));
    }

    @Test
    void plan_standaloneSchemaDelete_isDeferred() {
        ClusterState.Builder builder = applied(desired()).toBuilder();
        builder.resources().put("schema.lost", ResourceEntry.of("f".repeat(64)));
        fates(plan(desired(), builder.build(), PendingRecoveries.NONE))
                .containsExactly(tuple("schema.lost", Disposition.DEFERRED, Reason.UNSUPPORTED_KIND));
    }

    @Test
    void plan_graphRemoved_waitsForOneApprovalThatCarriesItsParts() {
        ClusterState state = applied(desired());
        cluster.write("cluster.yaml", "version: 1\n");
        Plan plan = plan(desired(), state, PendingRecoveries.NONE);
        fates(plan)
                .containsExactly(
                        tuple("graph.brain", Disposition.BLOCKED, Reason.APPROVAL_REQUIRED),
                        tuple("policy.base", Disposition.APPLIED, ""),
                        tuple("query.brain.people", Disposition.BLOCKED, Reason.APPROVAL_REQUIRED),
                        tuple("schema.brain", Disposition.BLOCKED, Reason.APPROVAL_REQUIRED));
        assertThat(plan.approvalsRequired()).singleElement().satisfies(gate -> {
            assertThat(gate.resource()).hasToString("graph.brain");
            assertThat(gate.satisfied()).isFalse();
        });
    }

    @Test
    void plan_blastRadius_namesEveryDependent() {
        Plan plan = plan(desired(), ClusterState.EMPTY, PendingRecoveries.NONE);
        assertThat(plan.blastRadius().getFirst().affected())
                .extracting(Object::toString)
                .containsExactly("policy.base", "query.brain.people", "schema.brain");
    }

    @Test
    void plan_policyWithoutBindingsInTheLedger_isBackfilled() {
        ClusterState.Builder builder = applied(desired()).toBuilder();
        builder.resources().computeIfPresent("policy.base", (key, entry) -> entry.withAppliesTo(List.of()));
        assertThat(plan(desired(), builder.build(), PendingRecoveries.NONE).changes())
                .singleElement()
                .satisfies(change -> {
                    assertThat(change.bindingChange()).isTrue();
                    assertThat(change.metadataChange()).isEqualTo(MetadataChange.POLICY_BINDINGS);
                });
    }

    @Test
    void plan_convergedLedger_isEmptyAndSameInputGivesSamePlan() {
        DesiredCluster desired = desired();
        assertThat(plan(desired, applied(desired), PendingRecoveries.NONE).isEmpty())
                .isTrue();
        assertThat(plan(desired, ClusterState.EMPTY, PendingRecoveries.NONE))
                .isEqualTo(plan(desired(), ClusterState.EMPTY, PendingRecoveries.NONE));
    }

    @Test
    void plan_ledgerWithAnUnknownAddress_isReported() {
        ClusterState.Builder builder = applied(desired()).toBuilder();
        builder.resources().put("nonsense", ResourceEntry.of("f".repeat(64)));
        assertThat(plan(desired(), builder.build(), PendingRecoveries.NONE).diagnostics())
                .extracting(problem -> problem.code().wireName())
                .containsExactly("invalid_state_json");
    }
}

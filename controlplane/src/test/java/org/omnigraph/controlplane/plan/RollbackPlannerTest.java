package org.omnigraph.controlplane.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.omnigraph.catalog.address.GraphId;
import org.omnigraph.controlplane.testing.TestCluster;
import org.omnigraph.state.ledger.ClusterState;
import org.omnigraph.state.ledger.ResourceEntry;

/// From two states of a ledger to the way back.
final class RollbackPlannerTest {
    private static final PendingRecoveries BRAIN = new PendingRecoveries(Set.of(new GraphId("brain")), false);
    private static final PendingRecoveries UNREADABLE = new PendingRecoveries(Set.of(), true);

    private final List<String> then = new ArrayList<>();
    private final List<String> now = new ArrayList<>();

    /// Entries as `address digest binding,binding`.
    private static ClusterState state(List<String> entries) {
        ClusterState.Builder builder = ClusterState.EMPTY.toBuilder();
        for (String entry : entries) {
            String[] parts = entry.split(" ");
            ResourceEntry resource = ResourceEntry.of(parts[1]);
            builder.resources()
                    .put(parts[0], parts.length > 2 ? resource.withAppliesTo(List.of(parts[2].split(","))) : resource);
        }
        return builder.build();
    }

    private RollbackPlannerTest at(String... entries) {
        then.addAll(List.of(entries));
        return this;
    }

    private RollbackPlannerTest since(String... entries) {
        now.addAll(List.of(entries));
        return this;
    }

    private RollbackPlan plan(PendingRecoveries pending) {
        return RollbackPlanner.plan(state(now), state(then), pending);
    }

    private RollbackPlan plan() {
        return plan(PendingRecoveries.NONE);
    }

    private static List<String> shown(RollbackPlan plan) {
        return plan.changes().stream()
                .map(change -> (change.resource() + " " + change.operation().wireName() + " " + change.beforeDigest()
                                + ">" + change.afterDigest() + " "
                                + change.disposition().wireName() + " " + change.reason() + " "
                                + change.metadataChange().wireName())
                        .replaceAll(" none$", "")
                        .replaceAll(" +", " ")
                        .strip())
                .toList();
    }

    /// Everything of `brain` changed, and `other` beside it.
    private RollbackPlannerTest everythingChanged() {
        return at(
                        "graph.brain g1",
                        "schema.brain s1",
                        "query.brain.a a1",
                        "query.brain.gone x1",
                        "graph.other o1",
                        "schema.other t1")
                .since(
                        "graph.brain g2",
                        "schema.brain s2",
                        "query.brain.a a2",
                        "query.brain.new n2",
                        "graph.other o2",
                        "schema.other t2");
    }

    @Test
    void plan_nothingPending_goesBackWholly() {
        assertThat(shown(everythingChanged().plan()))
                .containsExactly(
                        "graph.brain update g2>g1 derived",
                        "graph.other update o2>o1 derived",
                        "query.brain.a update a2>a1 applied",
                        "query.brain.gone create >x1 applied",
                        "query.brain.new delete n2> applied",
                        "schema.brain update s2>s1 applied",
                        "schema.other update t2>t1 applied");
    }

    @Test
    void plan_graphWaitsForRecovery_refusesAllThatIsItsOwnAndSaysWhy() {
        RollbackPlan plan = everythingChanged().plan(BRAIN);
        assertThat(TestCluster.fates(plan.changes()))
                .containsExactly(
                        "graph.brain derived",
                        "graph.other derived",
                        "query.brain.a blocked cluster_recovery_pending",
                        "query.brain.gone blocked cluster_recovery_pending",
                        "query.brain.new blocked cluster_recovery_pending",
                        "schema.brain blocked cluster_recovery_pending",
                        "schema.other applied");
        assertThat(plan.refusals())
                .containsOnlyKeys("query.brain.a", "query.brain.gone", "query.brain.new", "schema.brain")
                .allSatisfy((address, sentence) ->
                        assertThat(sentence).isEqualTo("an interrupted change of graph `brain` waits for recovery"));
    }

    @Test
    void plan_recordThatCannotBeRead_refusesWhatMovesAnyGraph() {
        assertThat(TestCluster.fates(everythingChanged().plan(UNREADABLE).changes()))
                .contains(
                        "query.brain.a applied",
                        "schema.brain blocked cluster_recovery_pending",
                        "schema.other blocked cluster_recovery_pending");
    }

    @Test
    void plan_graphDeletedSince_isRefusedAndItsPartsAreLeftOut() {
        RollbackPlan plan = at("graph.old g1", "schema.old s1", "query.old.q q1", "policy.p p1 graph.old")
                .plan();
        assertThat(shown(plan)).containsExactly("graph.old create >g1 blocked graph_deleted_since");
        assertThat(plan.refusals().get("graph.old")).contains("graph `old` was deleted since");
    }

    @Test
    void plan_graphCreatedSince_staysWithAllThatIsItsOwn() {
        assertThat(shown(since("graph.new g2", "schema.new s2", "query.new.q q2", "policy.p p2 graph.new")
                        .plan()))
                .isEmpty();
    }

    @Test
    void plan_policies_goBackButKeepTheGraphsMadeSince() {
        RollbackPlan plan = at(
                        "graph.brain g1",
                        "policy.same p1 graph.brain",
                        "policy.text t1 graph.brain",
                        "policy.bound b1 graph.brain",
                        "policy.both x1 graph.brain",
                        "policy.gone y1 graph.brain",
                        "policy.all a1 cluster",
                        "policy.wide w1 cluster")
                .since(
                        "graph.brain g1",
                        "graph.new n2",
                        "policy.same p1 graph.brain",
                        "policy.text t2 graph.brain",
                        "policy.bound b1 graph.new",
                        "policy.both x2 graph.new",
                        "policy.all a2 cluster",
                        "policy.wide w2 graph.new",
                        "policy.later l2 graph.brain",
                        "policy.newer m2 graph.brain,graph.new")
                .plan();
        assertThat(shown(plan))
                .containsExactly(
                        "policy.all update a2>a1 applied",
                        "policy.both update x2>x1 applied policy_bindings",
                        "policy.bound update b1>b1 applied policy_bindings",
                        "policy.gone create >y1 applied",
                        "policy.later delete l2> applied",
                        "policy.newer update m2>m2 applied policy_bindings",
                        "policy.text update t2>t1 applied",
                        "policy.wide update w2>w1 blocked policy_mixed_binding_kinds policy_bindings");
        assertThat(plan.bindings())
                .containsEntry("both", List.of("graph.brain", "graph.new"))
                .containsEntry("bound", List.of("graph.brain", "graph.new"))
                .containsEntry("newer", List.of("graph.new"))
                .containsEntry("gone", List.of("graph.brain"))
                .containsEntry("later", List.of());
        assertThat(plan.changes())
                .filteredOn(Change::bindingChange)
                .extracting(change -> change.resource().toString())
                .containsExactly("policy.bound", "policy.newer");
        assertThat(plan.refusals().get("policy.wide")).contains("no policy is bound to both");
    }

    @Test
    void refusing_twice_keepsTheFirstCondition() {
        RollbackPlan plan = everythingChanged()
                .plan(BRAIN)
                .refusing(java.util.Map.of("schema.brain", new RollbackPlan.Refused("later", "later")));
        assertThat(TestCluster.fates(plan.changes())).contains("schema.brain blocked cluster_recovery_pending");
    }
}

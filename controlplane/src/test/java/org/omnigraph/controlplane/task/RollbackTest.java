package org.omnigraph.controlplane.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnigraph.controlplane.plan.Change;
import org.omnigraph.controlplane.plan.Disposition;
import org.omnigraph.controlplane.testing.TestCluster;
import org.omnigraph.state.ledger.ClusterState;
import org.omnigraph.state.ledger.Ledger;
import org.omnigraph.state.ledger.ResourceEntry;
import org.omnigraph.state.testing.MemoryObjectStore;
import org.omnigraph.state.testing.SequenceIds;

/// A rollback is a new revision that is like an old one as far as that is safe, and names what is not.
final class RollbackTest {
    private static final long FIRST = 2;
    private static final String TWO_GRAPHS = """
            version: 1
            graphs:
              brain: { schema: brain.pg, queries: queries/ }
              other: { schema: brain.pg, queries: queries/ }
            policies:
              base: { file: base.yaml, applies_to: [brain, other] }
            """;

    @TempDir
    private Path folder;

    private final MemoryObjectStore store = new MemoryObjectStore();
    private TestCluster cluster;
    private ClusterCommands commands;

    @BeforeEach
    void makeCluster() {
        cluster = TestCluster.small(folder);
        commands = cluster.commands(store, new SequenceIds());
        cluster.importCluster(commands);
        apply();
    }

    private void apply() {
        ApplyOutcome outcome = cluster.apply(commands);
        assertThat(TestCluster.errors(outcome)).isEmpty();
        assertThat(outcome.converged()).isTrue();
    }

    private ClusterState state(long revision) {
        return new Ledger(store, new SequenceIds("V"), cluster.clock())
                .show(revision)
                .orElseThrow()
                .state()
                .orElseThrow();
    }

    private ClusterState now(RollbackOutcome outcome) {
        return state(outcome.stateObservations().stateRevision());
    }

    private RollbackOutcome whole(long to) {
        RollbackOutcome outcome = cluster.rollback(commands, to);
        assertThat(TestCluster.codes(outcome)).isEmpty();
        assertThat(outcome.complete()).isTrue();
        return outcome;
    }

    private static Tuple refused(String address, String reason) {
        return Tuple.tuple(address, Disposition.BLOCKED, reason);
    }

    private static List<Tuple> blocked(RollbackOutcome outcome) {
        return outcome.changes().stream()
                .filter(Change::isHeldBack)
                .map(change -> Tuple.tuple(change.resource().toString(), change.disposition(), change.reason()))
                .toList();
    }

    @Test
    void rollback_everythingChanged_isWhatItWas() {
        cluster.write("brain.pg", TestCluster.SCHEMA_WIDER)
                .write("queries/people.gq", TestCluster.QUERIES.replace("$p.name }", "$p.name as name }"))
                .write("queries/more.gq", "query more() { match { $t: Team } return { $t.title } }\n")
                .write("base.yaml", TestCluster.POLICY.replace("[ada]", "[ada, bob]"));
        apply();
        RollbackOutcome outcome = whole(FIRST);
        assertThat(now(outcome).resources()).isEqualTo(state(FIRST).resources());
        assertThat(now(outcome).appliedRevision().configDigest())
                .isEqualTo(state(FIRST).appliedRevision().configDigest());
        HistoryOutcome history = commands.history(new HistoryRequest(folder, 1));
        assertThat(history.revisions().getFirst().operation()).isEqualTo("rollback");
        assertThat(history.revisions().getFirst().reason()).isEqualTo("it was better then");
        assertThat(store.contents().keySet()).noneMatch(key -> key.contains("recoveries/") || key.contains("lock"));
        assertThat(cluster.status(commands).ok()).isTrue();
        assertThat(cluster.rollback(commands, FIRST).stateWritten()).isFalse();
        apply();
        assertThat(whole(FIRST + 1).changes()).isEmpty();
    }

    @Test
    void rollback_toNow_writesNothing() {
        var before = store.contents();
        RollbackOutcome outcome = whole(FIRST);
        assertThat(outcome.stateWritten()).isFalse();
        assertThat(store.contents()).isEqualTo(before);
    }

    @Test
    void rollback_withABrokenConfig_works() {
        cluster.write("base.yaml", TestCluster.POLICY.replace("[ada]", "[ada, bob]"));
        apply();
        cluster.write("brain.pg", "nonsense");
        assertThat(now(whole(FIRST)).resources()).isEqualTo(state(FIRST).resources());
    }

    @Test
    void rollback_graphCreatedSince_staysWithItsQueriesAndBindings() {
        cluster.write("cluster.yaml", TWO_GRAPHS);
        apply();
        ClusterState before = state(FIRST + 1);
        RollbackOutcome outcome = whole(FIRST);
        assertThat(outcome.stateWritten()).isFalse();
        cluster.write("base.yaml", TestCluster.POLICY.replace("[ada]", "[ada, bob]"));
        apply();
        outcome = whole(FIRST);
        assertThat(now(outcome).resources()).isEqualTo(before.resources());
        assertThat(store.contents().keySet()).anyMatch(key -> key.startsWith("graphs/other.omni/"));
    }

    @Test
    void rollback_graphDeletedSince_isRefusedByName() {
        cluster.write("cluster.yaml", TWO_GRAPHS);
        apply();
        TestCluster.small(folder).approve(commands, "graph.other");
        apply();
        cluster.write("base.yaml", TestCluster.POLICY.replace("[ada]", "[ada, bob]"));
        apply();
        RollbackOutcome outcome = cluster.rollback(commands, FIRST + 1);
        assertThat(blocked(outcome)).containsExactly(refused("graph.other", "graph_deleted_since"));
        assertThat(TestCluster.codes(outcome)).containsExactly("rollback_part_refused");
        assertThat(outcome.complete()).isFalse();
        assertThat(now(outcome).resources()).isEqualTo(state(FIRST).resources());
        assertThat(store.contents().keySet()).noneMatch(key -> key.startsWith("graphs/other.omni/"));
    }

    @Test
    void rollback_irreversibleSchema_isRefusedAndKeepsTheQueriesThatNeedIt() {
        cluster.write("brain.pg", TestCluster.SCHEMA + "// refuse\nnode Old { name: String @key }\n");
        // The fake cannot go to this schema, so the ledger is made to have begun with it.
        cluster.write("queries/people.gq", "query people() { match { $o: Old } return { $o.name } }\n");
        MemoryObjectStore other = new MemoryObjectStore();
        ClusterCommands fresh = cluster.commands(other, new SequenceIds("N"));
        cluster.importCluster(fresh);
        cluster.apply(fresh);
        cluster.write("brain.pg", TestCluster.SCHEMA_WIDER)
                .write("queries/people.gq", TestCluster.QUERIES)
                .write("base.yaml", TestCluster.POLICY.replace("[ada]", "[ada, bob]"));
        assertThat(cluster.apply(fresh).converged()).isTrue();

        RollbackOutcome outcome = cluster.rollback(fresh, FIRST);

        assertThat(blocked(outcome))
                .containsExactly(
                        refused("graph.brain", "dependency_not_applied"),
                        refused("query.brain.people", "query_typecheck_error"),
                        refused("schema.brain", "schema_not_reversible"));
        assertThat(outcome.diagnostics())
                .extracting(d -> d.code().wireName(), d -> d.path())
                .containsExactly(
                        Tuple.tuple("rollback_part_refused", "query.brain.people"),
                        Tuple.tuple("rollback_part_refused", "schema.brain"));
        assertThat(outcome.stateWritten()).as("the policy went back").isTrue();
    }

    @Test
    void rollback_lostPayload_isRefusedByName() {
        cluster.write("base.yaml", TestCluster.POLICY.replace("[ada]", "[ada, bob]"));
        String then = digest(FIRST, "policy.base");
        apply();
        store.delete(new org.omnigraph.state.store.ObjectKey("__cluster/resources/policy/base/" + then + ".yaml"));
        RollbackOutcome outcome = cluster.rollback(commands, FIRST);
        assertThat(blocked(outcome)).containsExactly(refused("policy.base", "payload_unavailable"));
        assertThat(outcome.stateWritten()).isFalse();
    }

    @Test
    void rollback_protectionAddedSince_stays() {
        cluster.write("cluster.yaml", """
                version: 1
                graphs:
                  brain: { schema: brain.pg, queries: queries/, protect: true }
                policies:
                  base: { file: base.yaml, applies_to: [brain] }
                """).write("base.yaml", TestCluster.POLICY.replace("[ada]", "[ada, bob]"));
        apply();
        RollbackOutcome outcome = whole(FIRST);
        assertThat(now(outcome).resources().get("graph.brain"))
                .extracting(ResourceEntry::protect)
                .isEqualTo(true);
        assertThat(digest(outcome.stateObservations().stateRevision(), "policy.base"))
                .isEqualTo(digest(FIRST, "policy.base"));
    }

    @Test
    void rollback_noSuchRevision_saysSo() {
        assertThat(TestCluster.codes(cluster.rollback(commands, 99))).containsExactly("invalid_usage");
    }

    @Test
    void rollback_withoutLedger_saysRunImport() {
        ClusterCommands empty = cluster.commands(new MemoryObjectStore(), new SequenceIds());
        assertThat(TestCluster.codes(cluster.rollback(empty, 1))).containsExactly("state_missing");
    }

    private String digest(long revision, String address) {
        return java.util.Objects.requireNonNull(state(revision).resources().get(address))
                .digest();
    }
}

package org.omnigraph.controlplane.apply;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnigraph.catalog.payload.ContentDigest;
import org.omnigraph.controlplane.task.ApplyOutcome;
import org.omnigraph.controlplane.testing.ApplyBench;
import org.omnigraph.controlplane.testing.RiggedObjectStore;
import org.omnigraph.controlplane.testing.TestCluster;
import org.omnigraph.state.ledger.ClusterState;
import org.omnigraph.state.store.PutOutcome;

/// Content that does not get into the catalog: the ledger must not name it, and no approved delete runs after that
/// (cluster-contract.md §7).
final class FailedUploadTest {
    private static final String QUERY = TestCluster.QUERIES.replace("$p.name }", "$p.name as name }");
    private static final String POLICY = TestCluster.POLICY.replace("[ada]", "[ada, bob]");
    private static final String PUT_QUERY = "PUT_IF_ABSENT __cluster/resources/query/";
    private static final String PUT_POLICY = "PUT_IF_ABSENT __cluster/resources/policy/";

    @TempDir
    Path folder;

    private ApplyBench bench;
    private ClusterState before;

    /// The query and the policy are new, and `other` is approved to go.
    @BeforeEach
    void changed() {
        bench = ApplyBench.converged(folder);
        bench.cluster()
                .write("queries/people.gq", QUERY)
                .write("base.yaml", POLICY)
                .write("cluster.yaml", """
                        version: 1
                        graphs:
                          brain: { schema: brain.pg, queries: queries/ }
                        policies:
                          base: { file: base.yaml, applies_to: [brain] }
                        """);
        assertThat(bench.cluster().approve(bench.healthy(), "graph.other").ok()).isTrue();
        before = bench.ledger();
    }

    private static String digest(ClusterState state, String address) {
        return Objects.requireNonNull(state.resources().get(address)).digest();
    }

    private static String digestOf(String text) {
        return ContentDigest.of(text.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .hex();
    }

    private RiggedObjectStore rigged() {
        return new RiggedObjectStore(bench.store());
    }

    /// The query came to `reason`; the policy is applied, and the delete waits.
    private void assertQueryHeldBack(ApplyOutcome outcome, String reason) {
        assertThat(TestCluster.fates(outcome.changes()))
                .containsExactly(
                        "graph.brain blocked dependency_not_applied",
                        "graph.other blocked graph_delete_skipped",
                        "policy.base applied",
                        "query.brain.people blocked " + reason,
                        "schema.other blocked dependency_not_applied");
        assertThat(TestCluster.codes(outcome)).contains(reason, "graph_delete_skipped");
        assertThat(outcome.converged()).isFalse();
        ClusterState after = bench.ledger();
        assertThat(digest(after, "query.brain.people")).isEqualTo(digest(before, "query.brain.people"));
        assertThat(digest(after, "graph.brain")).isEqualTo(digest(before, "graph.brain"));
        assertThat(digest(after, "policy.base")).isEqualTo(digestOf(POLICY));
        assertThat(bench.status("query.brain.people")).isEqualTo("error " + reason);
        assertThat(bench.filesOf("other")).isNotEmpty();
        assertThat(bench.approvals()).noneMatch(approval -> approval.isConsumed());
        assertThat(TestCluster.codes(bench.cluster().status(bench.healthy()))).isEmpty();
    }

    private void assertConverges() {
        bench.converge();
        assertThat(digest(bench.ledger(), "query.brain.people")).isEqualTo(digestOf(QUERY));
        assertThat(bench.filesOf("other")).isEmpty();
        assertThat(TestCluster.codes(bench.cluster().status(bench.healthy()))).isEmpty();
    }

    @Test
    void upload_storeFails_holdsTheQueryAndTheDeleteBack() {
        assertQueryHeldBack(bench.apply(rigged().failing(PUT_QUERY)), "store_unreachable");
        assertConverges();
    }

    @Test
    void upload_unknown_holdsTheQueryAndTheDeleteBack() {
        assertQueryHeldBack(
                bench.apply(rigged().answering(PUT_QUERY, new PutOutcome.Unknown("rigged"))), "outcome_unknown");
        assertConverges();
    }

    @Test
    void upload_fileChangedSinceTheCheck_holdsTheQueryAndTheDeleteBack() {
        RiggedObjectStore store = rigged().beforeFirst(
                        "PUT_IF_ABSENT __cluster/lock.json",
                        () -> bench.cluster().write("queries/people.gq", QUERY + "\n"));
        assertQueryHeldBack(bench.apply(store), "resource_content_changed");
        bench.cluster().write("queries/people.gq", QUERY);
        assertConverges();
    }

    @Test
    void upload_policyFails_holdsItAndTheDeleteBack() {
        ApplyOutcome outcome = bench.apply(rigged().failing(PUT_POLICY));

        assertThat(TestCluster.fates(outcome.changes()))
                .containsExactly(
                        "graph.brain derived",
                        "graph.other blocked graph_delete_skipped",
                        "policy.base blocked store_unreachable",
                        "query.brain.people applied",
                        "schema.other blocked dependency_not_applied");
        assertThat(digest(bench.ledger(), "policy.base")).isEqualTo(digest(before, "policy.base"));
        assertThat(TestCluster.codes(bench.cluster().status(bench.healthy()))).isEmpty();
        assertConverges();
    }

    @Test
    void upload_fileOfTwoQueries_holdsBothBack() {
        String both = QUERY + TestCluster.QUERIES.replace("people", "persons");
        bench.cluster().write("queries/people.gq", both);
        bench.cluster().approve(bench.healthy(), "graph.other");

        ApplyOutcome outcome = bench.apply(rigged().failing(PUT_QUERY + "brain/persons"));

        assertThat(TestCluster.fates(outcome.changes()))
                .contains(
                        "query.brain.people blocked store_unreachable",
                        "query.brain.persons blocked store_unreachable");
        assertThat(bench.ledger().resources()).doesNotContainKey("query.brain.persons");
        assertThat(digest(bench.ledger(), "query.brain.people")).isEqualTo(digest(before, "query.brain.people"));
    }

    @Test
    void upload_ofAFreshGraph_failingLeavesTheGraphWithoutTheQuery() {
        Path fresh = folder.resolve("fresh");
        ApplyBench made = ApplyBench.imported(fresh);

        ApplyOutcome outcome = made.apply(new RiggedObjectStore(made.store()).failing(PUT_QUERY));

        assertThat(TestCluster.fates(outcome.changes()))
                .contains(
                        "graph.brain applied", "query.brain.people blocked store_unreachable", "schema.brain applied");
        assertThat(made.ledger().resources())
                .containsKeys("graph.brain", "schema.brain")
                .doesNotContainKey("query.brain.people");
        made.converge();
    }
}

package org.omnigraph.controlplane.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnigraph.controlplane.testing.TestCluster;
import org.omnigraph.state.approval.Approval;
import org.omnigraph.state.approval.ApprovalEntry;
import org.omnigraph.state.approval.ApprovalStore;
import org.omnigraph.state.store.ObjectKey;
import org.omnigraph.state.store.ObjectStore;
import org.omnigraph.state.store.StoredObject;
import org.omnigraph.state.testing.CrashingObjectStore;
import org.omnigraph.state.testing.CrashingObjectStore.Moment;
import org.omnigraph.state.testing.InterceptingObjectStore;
import org.omnigraph.state.testing.MemoryObjectStore;
import org.omnigraph.state.testing.SequenceIds;
import org.omnigraph.state.testing.SimulatedCrash;
import org.omnigraph.state.testing.StoreOperation;

/// Approvals of a graph's delete: which graph they let go, and that none is left over (cluster-contract.md §8).
final class ApprovalTest {
    private static final ObjectKey FORMAT = new ObjectKey("graphs/brain.omni/format.json");

    @TempDir
    Path folder;

    private final MemoryObjectStore store = new MemoryObjectStore();
    private TestCluster cluster;

    @BeforeEach
    void approved() {
        cluster = TestCluster.small(folder);
        ClusterCommands commands = commands(store, "A");
        cluster.importCluster(commands);
        assertThat(cluster.apply(commands).converged()).isTrue();
        cluster.write("cluster.yaml", "version: 1\n");
        assertThat(TestCluster.errors(cluster.approve(commands, "graph.brain"))).isEmpty();
    }

    private ClusterCommands commands(ObjectStore through, String ids) {
        return cluster.commands(through, new SequenceIds(ids));
    }

    private List<Approval> approvals() {
        return new ApprovalStore(store)
                .list().stream()
                        .map(entry -> ((ApprovalEntry.Valid) entry).approval())
                        .toList();
    }

    /// As another implementation writes it: it names no graph.
    private void secondApproval() {
        Approval given = approvals().getFirst();
        Approval second = new Approval(
                new SequenceIds("S").next(),
                given.resource(),
                given.operation(),
                given.reason(),
                given.boundConfigDigest(),
                given.boundBeforeDigest(),
                given.boundAfterDigest(),
                "",
                "bob",
                given.createdAt(),
                "",
                "");
        assertThat(new ApprovalStore(store).write(second)).isEmpty();
    }

    /// The graph is made anew by hand: the same schema under another incarnation.
    private void anotherGraph() {
        StoredObject format = store.get(FORMAT, 1 << 10).orElseThrow();
        String text = new String(format.bytes(), StandardCharsets.UTF_8);
        String incarnation = approvals().getFirst().boundIncarnation();
        assertThat(text).contains(incarnation);
        String other = incarnation.substring(0, incarnation.length() - 1) + "Z";
        store.contents().forEach((key, content) -> {
            if (key.contains(incarnation)) {
                store.put(new ObjectKey(key.replace(incarnation, other)), content.getBytes(StandardCharsets.UTF_8));
                store.delete(new ObjectKey(key));
            }
        });
        store.put(FORMAT, text.replace(incarnation, other).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void approve_namesTheGraphThatStandsThere() {
        assertThat(approvals())
                .singleElement()
                .satisfies(given -> assertThat(store.contents().get(FORMAT.value()))
                        .contains(given.boundIncarnation())
                        .satisfies(text -> assertThat(given.boundIncarnation()).isNotEmpty()));
    }

    @Test
    void apply_anotherGraphStandsThere_isNotDeletedUntilItIsApprovedItself() {
        anotherGraph();

        ClusterCommands commands = commands(store, "B");
        assertThat(TestCluster.codes(cluster.plan(commands))).contains("approval_stale", "approval_required");
        assertThat(cluster.apply(commands).converged()).isFalse();
        assertThat(store.contents()).containsKey(FORMAT.value());

        assertThat(cluster.approve(commands, "graph.brain").approvalId()).isNotEmpty();
        assertThat(approvals()).hasSize(2);
        assertThat(cluster.apply(commands).converged()).isTrue();
        assertThat(store.contents()).doesNotContainKey(FORMAT.value());
    }

    @Test
    void apply_anotherGraphCameAfterThePlan_isNotDeleted() {
        InterceptingObjectStore late = new InterceptingObjectStore(store) {
            private int looks;

            @Override
            protected <T> T intercept(StoreOperation operation, String key, Supplier<T> call) {
                if (operation == StoreOperation.LIST && key.equals("graphs/brain.omni/") && ++looks == 2) {
                    anotherGraph();
                }
                return call.get();
            }
        };

        ApplyOutcome outcome = cluster.apply(commands(late, "B"));

        assertThat(TestCluster.codes(outcome)).contains("graph_delete_failed");
        assertThat(store.contents()).containsKey(FORMAT.value());
        assertThat(approvals()).noneMatch(Approval::isConsumed);
    }

    @Test
    void apply_twoApprovals_areUsedUpTogether() {
        secondApproval();
        assertThat(cluster.apply(commands(store, "B")).converged()).isTrue();
        assertThat(approvals()).hasSize(2).allMatch(Approval::isConsumed);
        assertThat(approvals())
                .extracting(Approval::consumedByOperation)
                .containsOnly(approvals().getFirst().consumedByOperation());
    }

    @Test
    void recovery_twoApprovals_areUsedUpTogether() {
        secondApproval();
        dieAt("PUT_IF_ABSENT __cluster/revisions/");
        ApplyOutcome outcome = cluster.apply(commands(store, "D"));
        assertThat(TestCluster.codes(outcome)).contains("cluster_recovery_rolled_forward");
        assertThat(outcome.converged()).isTrue();
        assertThat(approvals()).hasSize(2).allMatch(Approval::isConsumed);
    }

    @Test
    void recovery_ofARecordedDelete_marksEveryFile() {
        secondApproval();
        dieAt("PUT __cluster/approvals/");
        assertThat(approvals()).noneMatch(Approval::isConsumed);
        assertThat(cluster.apply(commands(store, "D")).converged()).isTrue();
        assertThat(approvals()).hasSize(2).allMatch(Approval::isConsumed);
    }

    private void dieAt(String where) {
        CrashingObjectStore dying = CrashingObjectStore.atFirst(store, where, Moment.BEFORE);
        try {
            cluster.apply(commands(dying, "B"));
        } catch (SimulatedCrash expected) {
            assertThat(dying.crashed()).isTrue();
        }
        assertThat(dying.crashed()).isTrue();
        store.delete(new ObjectKey("__cluster/lock.json"));
    }
}

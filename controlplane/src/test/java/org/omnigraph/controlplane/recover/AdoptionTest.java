package org.omnigraph.controlplane.recover;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnigraph.controlplane.plan.Change;
import org.omnigraph.controlplane.task.ApplyOutcome;
import org.omnigraph.controlplane.task.ClusterCommands;
import org.omnigraph.controlplane.task.ObserveOutcome;
import org.omnigraph.controlplane.task.PlanOutcome;
import org.omnigraph.controlplane.testing.TestCluster;
import org.omnigraph.state.ledger.Ledger;
import org.omnigraph.state.ledger.LedgerReading;
import org.omnigraph.state.recovery.Sidecar;
import org.omnigraph.state.recovery.SidecarKind;
import org.omnigraph.state.recovery.SidecarStore;
import org.omnigraph.state.testing.MemoryObjectStore;
import org.omnigraph.state.testing.SequenceIds;

/// Interrupted changes beside which something else became live.
final class AdoptionTest {
    private static final String AT = "2026-01-01T00:00:00Z";

    @TempDir
    Path folder;

    private final MemoryObjectStore store = new MemoryObjectStore();
    private TestCluster cluster;
    private ClusterCommands commands;

    @BeforeEach
    void converged() {
        cluster = TestCluster.small(folder);
        commands = cluster.commands(store, new SequenceIds("A"));
        cluster.importCluster(commands);
        assertThat(cluster.apply(commands).converged()).isTrue();
    }

    private String interrupted(SidecarKind kind, String incarnation) {
        String id = new SequenceIds(kind.name().substring(0, 1)).next();
        Sidecar sidecar = new Sidecar(
                id, AT, "ada", kind, "brain", "graphs/brain.omni", -1, -1, "0".repeat(64), "", "", incarnation);
        assertThat(new SidecarStore(store).write(sidecar)).isEmpty();
        return id;
    }

    private String appliedConfig() {
        return cluster.status(commands).stateObservations().appliedConfigDigest();
    }

    private String recoveries() {
        LedgerReading reading = new Ledger(store, new SequenceIds("V"), cluster.clock()).read();
        return ((LedgerReading.Usable) reading)
                .snapshot()
                .state()
                .recoveryRecords()
                .toString();
    }

    private static List<String> shown(PlanOutcome plan) {
        return plan.changes().stream()
                .map(change -> change.resource() + " " + change.operation().wireName() + " "
                        + change.disposition().wireName())
                .toList();
    }

    @Test
    void refresh_anotherSchemaLive_adoptsItAndThePlanShowsWhatApplyDoes() {
        TestCluster.migrateBeside(store);
        String id = interrupted(SidecarKind.SCHEMA_APPLY, "");

        ObserveOutcome refreshed = cluster.refresh(commands);

        assertThat(TestCluster.codes(refreshed)).containsExactly("cluster_recovery_adopted", "schema_mismatch");
        assertThat(new SidecarStore(store).list()).isEmpty();
        assertThat(recoveries()).contains(id, "adopted");
        PlanOutcome plan = cluster.plan(commands);
        assertThat(shown(plan)).containsExactly("graph.brain update derived", "schema.brain update applied");
        assertThat(cluster.apply(commands).changes())
                .extracting(Change::resource, Change::operation, Change::disposition)
                .isEqualTo(plan.changes().stream()
                        .map(change -> org.assertj.core.groups.Tuple.tuple(
                                change.resource(), change.operation(), change.disposition()))
                        .toList());
    }

    @Test
    void refresh_graphNoLongerDeclared_adoptsItAndItsDeleteWaitsForApproval() {
        TestCluster.migrateBeside(store);
        interrupted(SidecarKind.SCHEMA_APPLY, "");
        cluster.write("cluster.yaml", "version: 1\n");

        ObserveOutcome refreshed = cluster.refresh(commands);

        assertThat(refreshed.resourceDigests())
                .containsEntry(
                        "schema.brain", TestCluster.widerSchema().digest().hex());
        assertThat(new SidecarStore(store).list()).isEmpty();
        assertThat(shown(cluster.plan(commands))).contains("graph.brain delete blocked");
        assertThat(cluster.plan(commands).approvalsRequired()).hasSize(1);
    }

    @Test
    void refresh_anotherGraphAfterADelete_keepsTheRecord() {
        interrupted(SidecarKind.GRAPH_DELETE, "another");

        assertThat(TestCluster.codes(cluster.refresh(commands))).containsExactly("cluster_recovery_pending");
        assertThat(new SidecarStore(store).list()).hasSize(1);
    }

    @Test
    void apply_anotherSchemaLive_keepsTheRecordAndMovesNothing() {
        TestCluster.migrateBeside(store);
        interrupted(SidecarKind.SCHEMA_APPLY, "");

        assertThat(TestCluster.codes(cluster.apply(commands))).contains("cluster_recovery_pending");
        assertThat(new SidecarStore(store).list()).hasSize(1);
    }

    @Test
    void apply_recordKept_isNotConvergedAndTheSecondWritesNothing() {
        String before = appliedConfig();
        String id = interrupted(SidecarKind.GRAPH_DELETE, "another");

        assertThat(cluster.apply(commands).converged()).isFalse();
        Map<String, String> once = store.contents();
        ApplyOutcome again = cluster.apply(commands);

        assertThat(again.converged()).isFalse();
        assertThat(again.stateWritten()).isFalse();
        assertThat(store.contents()).isEqualTo(once);
        assertThat(appliedConfig()).isEqualTo(before);

        store.delete(SidecarStore.PREFIX.key(id + ".json"));
        assertThat(cluster.apply(commands).converged()).isTrue();
    }

    @Test
    void apply_recordKeptAndAnotherGraphMade_recordsNoConfigAndSettlesDown() {
        interrupted(SidecarKind.GRAPH_DELETE, "another");
        cluster.write("cluster.yaml", """
                version: 1
                graphs:
                  brain: { schema: brain.pg, queries: queries/ }
                  other: { schema: brain.pg }
                """);

        ApplyOutcome first = cluster.apply(commands);
        assertThat(first.appliedCount()).isPositive();
        assertThat(first.converged()).isFalse();
        assertThat(appliedConfig()).isEmpty();
        Map<String, String> once = store.contents();
        assertThat(cluster.apply(commands).stateWritten()).isFalse();
        assertThat(store.contents()).isEqualTo(once);
    }
}

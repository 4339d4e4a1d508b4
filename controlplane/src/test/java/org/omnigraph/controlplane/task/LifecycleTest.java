package org.omnigraph.controlplane.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnigraph.controlplane.plan.Change;
import org.omnigraph.controlplane.plan.Disposition;
import org.omnigraph.controlplane.testing.TestCluster;
import org.omnigraph.state.testing.MemoryObjectStore;
import org.omnigraph.state.testing.SequenceIds;

/// Whole lives of a cluster, command after command, on a store in memory.
final class LifecycleTest {
    @TempDir
    private Path folder;

    private final MemoryObjectStore store = new MemoryObjectStore();
    private TestCluster cluster;
    private ClusterCommands commands;

    @BeforeEach
    void makeCluster() {
        cluster = TestCluster.small(folder);
        commands = cluster.commands(store, new SequenceIds());
    }

    private void converge() {
        ObserveOutcome imported = cluster.importCluster(commands);
        assertThat(TestCluster.errors(imported)).isEmpty();
        ApplyOutcome applied = cluster.apply(commands);
        assertThat(TestCluster.errors(applied)).isEmpty();
        assertThat(applied.converged()).isTrue();
    }

    private ApplyOutcome reapply() {
        ApplyOutcome outcome = cluster.apply(commands);
        assertThat(TestCluster.errors(outcome)).isEmpty();
        return outcome;
    }

    private void assertNothingLeftBehind() {
        assertThat(store.contents().keySet())
                .noneMatch(key -> key.startsWith("__cluster/recoveries/") || key.equals("__cluster/lock.json"));
    }

    @Test
    void apply_freshFolder_createsEverythingAndConverges() {
        converge();
        assertNothingLeftBehind();
        assertThat(store.contents().keySet()).anyMatch(key -> key.equals("graphs/brain.omni/format.json"));
        StatusOutcome status = cluster.status(commands);
        assertThat(status.ok()).isTrue();
        assertThat(status.resourceStatuses().values())
                .extracting(StatusEntry::status)
                .containsOnly("applied");
        assertThat(status.stateObservations().appliedConfigDigest())
                .isEqualTo(cluster.plan(commands).desiredConfigDigest());
    }

    @Test
    void apply_withoutLedger_saysRunImport() {
        ApplyOutcome outcome = cluster.apply(commands);
        assertThat(TestCluster.codes(outcome)).containsExactly("state_missing");
        assertThat(store.contents()).isEmpty();
    }

    @Test
    void import_existingLedger_isRefused() {
        converge();
        assertThat(TestCluster.codes(cluster.importCluster(commands))).contains("state_already_exists");
    }

    @Test
    void apply_converged_leavesEveryByteAsItIs() {
        converge();
        var before = store.contents();
        ApplyOutcome again = reapply();
        assertThat(again.stateWritten()).isFalse();
        assertThat(again.converged()).isTrue();
        assertThat(store.contents()).isEqualTo(before);
    }

    @Test
    void plan_afterApply_isEmpty() {
        converge();
        PlanOutcome plan = cluster.plan(commands);
        assertThat(plan.changes()).isEmpty();
        assertThat(plan.unchangedCount()).isEqualTo(4);
    }

    @Test
    void plan_writesNothing() {
        converge();
        cluster.write("brain.pg", TestCluster.SCHEMA_WIDER);
        var before = store.contents();
        PlanOutcome plan = cluster.plan(commands);
        assertThat(plan.stateObservations().lockAcquired()).isTrue();
        assertThat(store.contents()).isEqualTo(before);
    }

    @Test
    void apply_schemaUpdate_migratesAndPreviewShowsSteps() {
        converge();
        cluster.write("brain.pg", TestCluster.SCHEMA_WIDER);
        PlanOutcome plan = cluster.plan(commands);
        assertThat(plan.changes())
                .extracting(change -> change.resource().toString(), Change::disposition)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("graph.brain", Disposition.DERIVED),
                        org.assertj.core.groups.Tuple.tuple("schema.brain", Disposition.APPLIED));
        assertThat(plan.changes().get(1).migration()).isPresent();
        assertThat(reapply().converged()).isTrue();
        assertNothingLeftBehind();
        assertThat(cluster.plan(commands).changes()).isEmpty();
    }

    @Test
    void apply_unsupportedMigration_failsBeforeASidecarAndDemotesDependents() {
        converge();
        var before = store.contents();
        cluster.write("brain.pg", TestCluster.SCHEMA + "// refuse\n");
        cluster.write("queries/more.gq", "query more() { match { $p: Person } return { $p.name } }\n");
        ApplyOutcome outcome = cluster.apply(commands);
        assertThat(TestCluster.codes(outcome)).contains("schema_apply_failed", "apply_dependency_blocked");
        assertThat(outcome.changes())
                .extracting(change -> change.resource().toString(), Change::disposition, Change::reason)
                .contains(
                        org.assertj.core.groups.Tuple.tuple("schema.brain", Disposition.BLOCKED, "schema_apply_failed"),
                        org.assertj.core.groups.Tuple.tuple(
                                "query.brain.more", Disposition.BLOCKED, "dependency_not_applied"));
        assertNothingLeftBehind();
        assertThat(store.contents().keySet())
                .filteredOn(key -> key.startsWith("graphs/"))
                .containsExactlyInAnyOrderElementsOf(before.keySet().stream()
                        .filter(key -> key.startsWith("graphs/"))
                        .toList());
        assertThat(outcome.resourceStatuses())
                .containsEntry("schema.brain", new StatusEntry("error", List.of("schema_apply_failed"), ""))
                .containsEntry("query.brain.more", new StatusEntry("blocked", List.of("dependency_not_applied"), ""));
    }

    @Test
    void apply_bindingsAlone_isAnUpdateMarkedAsSuch() {
        converge();
        cluster.write("cluster.yaml", """
                version: 1
                graphs:
                  brain: { schema: brain.pg, queries: queries/ }
                  other: { schema: brain.pg }
                policies:
                  base: { file: base.yaml, applies_to: [brain, other] }
                """);
        PlanOutcome plan = cluster.plan(commands);
        Change policy = plan.changes().stream()
                .filter(change -> change.resource().toString().equals("policy.base"))
                .findFirst()
                .orElseThrow();
        assertThat(policy.bindingChange()).isTrue();
        assertThat(policy.beforeDigest()).isEqualTo(policy.afterDigest());
        assertThat(reapply().converged()).isTrue();
        assertThat(store.contents().get("__cluster/state.json")).contains("\"graph.other\"");
    }

    @Test
    void delete_unapproved_isBlocked_approved_goesLastAndConsumes() {
        converge();
        cluster.write("cluster.yaml", "version: 1\n");
        ApplyOutcome blocked = reapply();
        assertThat(blocked.converged()).isFalse();
        assertThat(TestCluster.codes(blocked)).contains("approval_required", "apply_dependency_blocked");
        assertThat(store.contents()).containsKey("graphs/brain.omni/format.json");

        ApproveOutcome approved = cluster.approve(commands, "graph.brain");
        assertThat(TestCluster.errors(approved)).isEmpty();
        assertThat(cluster.plan(commands).approvalsRequired())
                .singleElement()
                .satisfies(gate -> assertThat(gate.satisfied()).isTrue());
        ApplyOutcome deleted = reapply();
        assertThat(deleted.converged()).isTrue();
        assertNothingLeftBehind();
        assertThat(store.contents().keySet()).noneMatch(key -> key.startsWith("graphs/"));
        assertThat(store.contents().get("__cluster/state.json"))
                .contains(approved.approvalId(), "tombstone")
                .doesNotContain("schema.brain\"");
        assertThat(store.contents().get("__cluster/approvals/" + approved.approvalId() + ".json"))
                .contains("consumed_at");
        assertThat(reapply().stateWritten()).isFalse();
    }

    @Test
    void approve_changedConfigAfterwards_isStaleAndAuthorisesNothing() {
        converge();
        cluster.write("cluster.yaml", "version: 1\n");
        cluster.approve(commands, "graph.brain");
        cluster.write("cluster.yaml", "version: 1\nmetadata: { name: changed }\n");
        ApplyOutcome outcome = reapply();
        assertThat(TestCluster.codes(outcome)).contains("approval_stale", "approval_required");
        assertThat(store.contents()).containsKey("graphs/brain.omni/format.json");
    }

    @Test
    void approve_changeThatNeedsNone_isRefused() {
        converge();
        assertThat(TestCluster.codes(cluster.approve(commands, "graph.brain"))).contains("approval_not_required");
        assertThat(store.contents().keySet()).noneMatch(key -> key.startsWith("__cluster/approvals/"));
    }

    @Test
    void protectedGraph_removed_isBlockedUntilUnprotectedIsApplied() {
        cluster.write("cluster.yaml", "version: 1\ngraphs:\n  brain: { schema: brain.pg, protect: true }\n");
        converge();
        cluster.write("cluster.yaml", "version: 1\n");
        ApplyOutcome blocked = reapply();
        assertThat(blocked.changes()).extracting(Change::reason).containsOnly("protected");
        assertThat(TestCluster.codes(cluster.approve(commands, "graph.brain"))).contains("approval_not_required");
        cluster.write("cluster.yaml", "version: 1\ngraphs:\n  brain: { schema: brain.pg }\n");
        PlanOutcome lift = cluster.plan(commands);
        assertThat(lift.changes())
                .singleElement()
                .satisfies(
                        change -> assertThat(change.metadataChange().wireName()).isEqualTo("lifecycle"));
        assertThat(reapply().converged()).isTrue();
        cluster.write("cluster.yaml", "version: 1\n");
        assertThat(TestCluster.errors(cluster.approve(commands, "graph.brain"))).isEmpty();
        assertThat(reapply().converged()).isTrue();
        assertThat(store.contents().keySet()).noneMatch(key -> key.startsWith("graphs/"));
    }

    @Test
    void retainedGraph_removed_isForgottenAndItsRootKept() {
        cluster.write("cluster.yaml", "version: 1\ngraphs:\n  brain: { schema: brain.pg, on_remove: retain }\n");
        converge();
        var root = store.contents().subMap("graphs/", "graphs0");
        cluster.write("cluster.yaml", "version: 1\n");
        ApplyOutcome forgotten = reapply();
        assertThat(forgotten.changes())
                .extracting(change -> change.operation().wireName())
                .containsOnly("forget");
        assertThat(forgotten.converged()).isTrue();
        assertThat(store.contents().subMap("graphs/", "graphs0")).isEqualTo(root);

        cluster.write("cluster.yaml", "version: 1\ngraphs:\n  brain: { schema: brain.pg }\n");
        ApplyOutcome refused = cluster.apply(commands);
        assertThat(TestCluster.codes(refused)).contains("graph_create_failed");
        assertNothingLeftBehind();
        assertThat(TestCluster.errors(cluster.refresh(commands))).isEmpty();
        assertThat(reapply().converged()).isTrue();
    }

    @Test
    void refresh_missingRoot_proposesAnEmptyGraph() {
        converge();
        store.deletePrefix(org.omnigraph.state.store.KeyPrefix.ROOT.folder("graphs"));
        ObserveOutcome refreshed = cluster.refresh(commands);
        assertThat(TestCluster.codes(refreshed)).contains("graph_missing");
        assertThat(refreshed.resourceStatuses())
                .containsEntry("graph.brain", new StatusEntry("drifted", List.of("graph_missing"), ""));
        assertThat(refreshed.stateObservations().appliedConfigDigest()).isEmpty();
        assertThat(reapply().converged()).isTrue();
        assertThat(store.contents()).containsKey("graphs/brain.omni/format.json");
    }

    @Test
    void refresh_lostPayload_healsByApply() {
        converge();
        store.deletePrefix(org.omnigraph.state.store.KeyPrefix.ROOT
                .folder("__cluster")
                .folder("resources")
                .folder("query"));
        assertThat(TestCluster.codes(cluster.status(commands))).contains("catalog_payload_missing");
        ObserveOutcome refreshed = cluster.refresh(commands);
        assertThat(refreshed.ok()).isTrue();
        assertThat(refreshed.resourceDigests()).doesNotContainKey("query.brain.people");
        assertThat(reapply().converged()).isTrue();
        assertThat(TestCluster.codes(cluster.status(commands))).isEmpty();
    }

    @Test
    void heldLock_isReportedAndForceUnlockNeedsItsExactId() {
        converge();
        store.putIfAbsent(
                new org.omnigraph.state.store.ObjectKey("__cluster/lock.json"),
                "{\"version\":1,\"lock_id\":\"01ARZ3NDEKTSV4RRFFQ69G5FAV\",\"operation\":\"apply\",\"created_at\":\"2026-11-21T11:00:00Z\",\"pid\":1}"
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8));
        ApplyOutcome held = cluster.apply(commands);
        assertThat(TestCluster.codes(held)).containsExactly("state_lock_held");
        assertThat(held.stateObservations().lockId()).isEqualTo("01ARZ3NDEKTSV4RRFFQ69G5FAV");
        assertThat(TestCluster.codes(commands.forceUnlock(new ForceUnlockRequest(folder, "other"))))
                .contains("state_lock_id_mismatch");
        assertThat(commands.forceUnlock(new ForceUnlockRequest(folder, "01ARZ3NDEKTSV4RRFFQ69G5FAV"))
                        .lockRemoved())
                .isTrue();
        assertThat(reapply().converged()).isTrue();
    }

    @Test
    void interruption_beforeTheFirstStep_changesNothing() {
        cluster.importCluster(commands);
        var before = store.contents();
        SequenceIds ids = new SequenceIds("X");
        ClusterCommands stopped = cluster.commands(
                store, ids, () -> new org.omnigraph.controlplane.testing.FakeGraphEngine(ids), () -> true);
        ApplyOutcome outcome = cluster.apply(stopped);
        assertThat(TestCluster.codes(outcome)).contains("interrupted");
        assertThat(outcome.appliedCount()).isZero();
        assertThat(outcome.changes()).extracting(Change::disposition).containsOnly(Disposition.BLOCKED);
        assertThat(store.contents()).isEqualTo(before);
        assertThat(reapply().converged()).isTrue();
    }

    @Test
    void history_showsEachRevisionWithWhatChanged() {
        converge();
        HistoryOutcome history = commands.history(new HistoryRequest(folder, 0));
        assertThat(history.revisions()).extracting(HistoryEntry::operation).containsExactly("apply", "import");
        assertThat(history.revisions().getFirst().changed())
                .containsExactly("graph.brain", "policy.base", "query.brain.people", "schema.brain");
        HistoryShowOutcome show = commands.historyShow(
                new HistoryShowRequest(folder, history.revisions().getFirst().revision()));
        assertThat(show.state().path("version").asInt()).isEqualTo(1);
        assertThat(commands.historyShow(new HistoryShowRequest(folder, 99)).ok())
                .isFalse();
    }

    @Test
    void drift_tellsWorldFromConfig() {
        converge();
        assertThat(commands.drift(new DriftRequest(folder)).exitNumber()).isZero();
        cluster.write("queries/more.gq", "query more() { match { $p: Person } return { $p.name } }\n");
        assertThat(commands.drift(new DriftRequest(folder)).exitNumber()).isEqualTo(2);
        store.deletePrefix(org.omnigraph.state.store.KeyPrefix.ROOT.folder("graphs"));
        var before = store.contents();
        DriftOutcome both = commands.drift(new DriftRequest(folder));
        assertThat(both.exitNumber()).isEqualTo(4);
        assertThat(both.drift()).extracting(DriftFinding::condition).contains("graph_missing");
        assertThat(store.contents()).isEqualTo(before);
    }
}

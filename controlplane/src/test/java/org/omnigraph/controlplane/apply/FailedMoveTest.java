package org.omnigraph.controlplane.apply;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.omnigraph.controlplane.task.ApplyOutcome;
import org.omnigraph.controlplane.testing.ApplyBench;
import org.omnigraph.controlplane.testing.RiggedObjectStore;
import org.omnigraph.controlplane.testing.Steps;
import org.omnigraph.controlplane.testing.TestCluster;
import org.omnigraph.state.diagnostic.Severity;
import org.omnigraph.state.recovery.Sidecar;
import org.omnigraph.state.recovery.SidecarKind;
import org.omnigraph.state.store.ObjectKey;
import org.omnigraph.state.store.PutOutcome;

/// A graph's making or migrating that fails once its sidecar is written (cluster-contract.md §7, §9): after a known
/// failure the sidecar goes, after an unknown one it stays, and what depends on the graph is held back either way.
final class FailedMoveTest {
    private static final String RECOVERIES = "__cluster/recoveries/";
    private static final PutOutcome UNKNOWN = new PutOutcome.Unknown("rigged");

    @TempDir
    Path folder;

    /// What is left to do after the first create came to `reason`.
    private static List<String> createsAfter(String reason) {
        return List.of(
                "graph.brain blocked " + reason,
                "graph.other blocked graph_create_skipped",
                "policy.base blocked dependency_not_applied",
                "query.brain.people blocked dependency_not_applied",
                "schema.brain blocked dependency_not_applied",
                "schema.other blocked dependency_not_applied");
    }

    /// What is left to do after the first schema update came to `reason`.
    private static List<String> updatesAfter(String reason) {
        return List.of(
                "graph.brain blocked dependency_not_applied",
                "graph.other blocked dependency_not_applied",
                "schema.brain blocked " + reason,
                "schema.other blocked schema_apply_skipped");
    }

    private static void assertFates(ApplyOutcome outcome, List<String> fates) {
        assertThat(TestCluster.fates(outcome.changes())).isEqualTo(fates);
        assertThat(outcome.converged()).isFalse();
    }

    @Test
    void create_unknownAndDone_keepsTheSidecarAndTheNextApplyRecordsTheGraph() {
        ApplyBench bench = ApplyBench.imported(folder);

        ApplyOutcome outcome = bench.apply(Steps.unknownAt("after init brain"));

        assertFates(outcome, createsAfter("outcome_unknown"));
        assertThat(TestCluster.codes(outcome)).contains("outcome_unknown").doesNotContain("graph_create_failed");
        assertThat(bench.ledger().resources()).isEmpty();
        assertThat(bench.status("graph.brain")).isEqualTo("error outcome_unknown");
        assertThat(bench.status("schema.brain")).isEqualTo("blocked dependency_not_applied");
        assertThat(bench.sidecars()).singleElement().satisfies(sidecar -> {
            assertThat(sidecar.kind()).isEqualTo(SidecarKind.GRAPH_CREATE);
            assertThat(sidecar.graphId()).isEqualTo("brain");
            assertThat(sidecar.incarnation()).isNotEmpty();
        });
        assertThat(TestCluster.codes(bench.converge())).containsExactly("cluster_recovery_rolled_forward");
    }

    @Test
    void create_unknownAndNotDone_keepsTheSidecarAndTheNextApplyMakesTheGraph() {
        ApplyBench bench = ApplyBench.imported(folder);

        assertFates(bench.apply(Steps.unknownAt("before init brain")), createsAfter("outcome_unknown"));

        assertThat(bench.sidecars()).hasSize(1);
        assertThat(TestCluster.codes(bench.converge())).isEmpty();
    }

    @Test
    void create_refused_retiresTheSidecar() {
        ApplyBench bench = ApplyBench.imported(folder);

        ApplyOutcome outcome = bench.apply(Steps.refusedAt("before init brain"));

        assertFates(outcome, createsAfter("graph_create_failed"));
        assertThat(TestCluster.codes(outcome)).doesNotContain("outcome_unknown");
        assertThat(bench.status("graph.brain")).isEqualTo("error graph_create_failed");
        assertThat(bench.sidecars()).isEmpty();
        assertThat(bench.filesOf("other")).isEmpty();
        bench.converge();
    }

    @Test
    void create_storeFails_keepsTheSidecar() {
        ApplyBench bench = ApplyBench.imported(folder);

        ApplyOutcome outcome = bench.apply(Steps.outageAt("before init brain"));

        assertFates(outcome, createsAfter("graph_create_failed"));
        assertThat(TestCluster.codes(outcome)).contains("store_unreachable", "graph_create_failed");
        assertThat(bench.sidecars()).hasSize(1);
        bench.converge();
    }

    @Test
    void create_refusedAndTheSidecarCannotBeRetired_saysSo() {
        ApplyBench bench = ApplyBench.imported(folder);
        RiggedObjectStore stuck = new RiggedObjectStore(bench.store()).failing("DELETE " + RECOVERIES);

        ApplyOutcome outcome =
                bench.cluster().apply(bench.commands(stuck, Steps.refusedAt("before init brain"), () -> false));

        assertFates(outcome, createsAfter("graph_create_failed"));
        assertThat(TestCluster.codes(outcome)).contains("store_unreachable");
        assertThat(bench.sidecars()).hasSize(1);
        bench.converge();
    }

    @Test
    void create_rootThatHoldsAGraph_isRefusedBeforeASidecar() {
        ApplyBench bench = ApplyBench.converged(folder);
        bench.cluster().write("cluster.yaml", "version: 1\ngraphs: { brain: { schema: brain.pg } }\n");
        bench.store().put(new ObjectKey("graphs/third.omni/format.json"), "no JSON".getBytes(StandardCharsets.UTF_8));
        bench.cluster().write("cluster.yaml", """
                version: 1
                graphs:
                  brain: { schema: brain.pg, queries: queries/ }
                  other: { schema: other.pg }
                  third: { schema: other.pg }
                policies:
                  base: { file: base.yaml, applies_to: [brain] }
                """);

        ApplyOutcome outcome = bench.apply(Steps.undisturbed());

        assertFates(
                outcome,
                List.of("graph.third blocked graph_create_failed", "schema.third blocked dependency_not_applied"));
        assertThat(outcome.diagnostics())
                .filteredOn(problem -> problem.path().equals("graph.third"))
                .anySatisfy(problem -> assertThat(problem.message())
                        .isEqualTo("The graph was not created: its root memory:/graphs/third.omni/ holds something that"
                                + " is no graph: format.json is no JSON."));
        assertThat(bench.sidecars()).isEmpty();
    }

    @Test
    void schemaApply_unknownAndDone_keepsTheSidecarAndTheNextApplyRecordsTheSchema() {
        ApplyBench bench = ApplyBench.converged(folder).widened();
        Map<String, ?> before = bench.ledger().resources();

        ApplyOutcome outcome = bench.apply(Steps.unknownAt("after schema_apply brain"));

        assertFates(outcome, updatesAfter("outcome_unknown"));
        assertThat(TestCluster.codes(outcome)).contains("outcome_unknown").doesNotContain("schema_apply_failed");
        assertThat(bench.ledger().resources()).isEqualTo(before);
        assertThat(bench.status("schema.brain")).isEqualTo("error outcome_unknown");
        assertThat(bench.sidecars()).singleElement().satisfies(sidecar -> {
            assertThat(sidecar.kind()).isEqualTo(SidecarKind.SCHEMA_APPLY);
            assertThat(sidecar.graphId()).isEqualTo("brain");
            assertThat(sidecar.observedManifestVersion()).isEqualTo(1);
            assertThat(sidecar.desiredSchemaDigest())
                    .isEqualTo(TestCluster.widerSchema().digest().hex());
        });
        assertThat(TestCluster.codes(bench.converge())).containsExactly("cluster_recovery_rolled_forward");
    }

    @Test
    void schemaApply_unknownAndNotDone_keepsTheSidecar() {
        ApplyBench bench = ApplyBench.converged(folder).widened();

        assertFates(bench.apply(Steps.unknownAt("before schema_apply brain")), updatesAfter("outcome_unknown"));

        assertThat(bench.sidecars()).hasSize(1);
        assertThat(TestCluster.codes(bench.converge())).isEmpty();
    }

    @Test
    void schemaApply_refused_retiresTheSidecar() {
        ApplyBench bench = ApplyBench.converged(folder).widened();

        ApplyOutcome outcome = bench.apply(Steps.refusedAt("before schema_apply brain"));

        assertFates(outcome, updatesAfter("schema_apply_failed"));
        assertThat(bench.sidecars()).isEmpty();
        assertThat(bench.filesOf("other")).hasSize(2);
        bench.converge();
    }

    @Test
    void schemaApply_storeFails_keepsTheSidecar() {
        ApplyBench bench = ApplyBench.converged(folder).widened();

        ApplyOutcome outcome = bench.apply(Steps.outageAt("before schema_apply brain"));

        assertFates(outcome, updatesAfter("schema_apply_failed"));
        assertThat(TestCluster.codes(outcome)).contains("store_unreachable", "schema_apply_failed");
        assertThat(bench.sidecars()).hasSize(1);
        bench.converge();
    }

    @Test
    void create_sidecarUnknown_leavesTheGraphAlone() {
        ApplyBench bench = ApplyBench.imported(folder);
        Steps steps = Steps.undisturbed();

        assertFates(applyWithSidecarUnknown(bench, steps), createsAfter("outcome_unknown"));

        assertThat(steps.heard()).isEmpty();
        assertThat(bench.filesOf("brain")).isEmpty();
        bench.converge();
    }

    @Test
    void schemaApply_sidecarUnknown_leavesTheGraphAlone() {
        ApplyBench bench = ApplyBench.converged(folder).widened();
        Steps steps = Steps.undisturbed();

        assertFates(applyWithSidecarUnknown(bench, steps), updatesAfter("outcome_unknown"));

        assertThat(steps.heard()).isEmpty();
        bench.converge();
    }

    @Test
    void delete_sidecarUnknown_leavesTheGraphAloneAndTheApprovalUnused() {
        ApplyBench bench = ApplyBench.approvedToGo(folder);
        Steps steps = Steps.undisturbed();

        ApplyOutcome outcome = applyWithSidecarUnknown(bench, steps);

        assertFates(
                outcome,
                List.of(
                        "graph.brain blocked outcome_unknown",
                        "graph.other blocked graph_delete_skipped",
                        "policy.base applied",
                        "query.brain.people blocked dependency_not_applied",
                        "schema.brain blocked dependency_not_applied",
                        "schema.other blocked dependency_not_applied"));
        assertThat(steps.heard()).isEmpty();
        assertThat(bench.ledger().approvalRecords()).isEmpty();
        assertThat(bench.ledger().resources()).containsKeys("graph.brain", "query.brain.people", "schema.other");
        bench.converge();
    }

    private static ApplyOutcome applyWithSidecarUnknown(ApplyBench bench, Steps steps) {
        RiggedObjectStore store =
                new RiggedObjectStore(bench.store()).answering("PUT_IF_ABSENT " + RECOVERIES, UNKNOWN);
        ApplyOutcome outcome = bench.cluster().apply(bench.commands(store, steps, () -> false));
        assertThat(TestCluster.errors(outcome))
                .anySatisfy(error -> assertThat(error).startsWith("outcome_unknown " + RECOVERIES));
        return outcome;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void moved_sidecarNotBroughtUpToDate_warnsAndGoesOn(boolean fails) {
        ApplyBench bench = ApplyBench.imported(folder);
        RiggedObjectStore store = new RiggedObjectStore(bench.store());

        ApplyOutcome outcome =
                bench.apply(fails ? store.failing("PUT " + RECOVERIES) : store.answering("PUT " + RECOVERIES, UNKNOWN));

        assertThat(outcome.converged()).isTrue();
        assertThat(outcome.diagnostics()).hasSize(2).allSatisfy(warning -> {
            assertThat(warning.severity()).isEqualTo(Severity.WARNING);
            assertThat(warning.message()).startsWith("The graph has moved, but its recovery record may");
        });
    }

    @Test
    void moved_sidecar_holdsTheVersionUntilTheLedgerIsPublished() {
        ApplyBench bench = ApplyBench.imported(folder);
        List<Sidecar> atPublish = new java.util.ArrayList<>();
        RiggedObjectStore store = new RiggedObjectStore(bench.store())
                .beforeFirst("PUT_IF_ABSENT __cluster/revisions/", () -> atPublish.addAll(bench.sidecars()));

        assertThat(bench.apply(store).converged()).isTrue();

        assertThat(atPublish)
                .extracting(Sidecar::graphId, Sidecar::expectedManifestVersion)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("brain", 1L),
                        org.assertj.core.groups.Tuple.tuple("other", 1L));
        assertThat(bench.sidecars()).isEmpty();
    }

    @Test
    void publish_failsAfterTheMoves_keepsEverySidecar() {
        ApplyBench bench = ApplyBench.imported(folder);
        RiggedObjectStore store = new RiggedObjectStore(bench.store()).failing("PUT_IF_ABSENT __cluster/revisions/");

        ApplyOutcome outcome = bench.apply(store);

        assertThat(outcome.acknowledged()).isFalse();
        assertThat(outcome.appliedCount()).isZero();
        assertThat(bench.sidecars()).extracting(Sidecar::graphId).containsExactly("brain", "other");
        assertThat(TestCluster.codes(bench.converge()))
                .containsExactly("cluster_recovery_rolled_forward", "cluster_recovery_rolled_forward");
    }

    @Test
    void publish_unknownAfterTheMoves_keepsEverySidecarAndTheLock() {
        ApplyBench bench = ApplyBench.imported(folder);
        RiggedObjectStore store =
                new RiggedObjectStore(bench.store()).answering("PUT_IF_ABSENT __cluster/revisions/", UNKNOWN);
        store.beforeFirst("PUT_IF_ABSENT __cluster/revisions/", () -> store.failing("GET __cluster/revisions/"));

        ApplyOutcome outcome = bench.apply(store);

        assertThat(TestCluster.codes(outcome)).contains("outcome_unknown");
        assertThat(outcome.acknowledged()).isFalse();
        assertThat(bench.sidecars()).hasSize(2);
        assertThat(bench.store().contents()).containsKey("__cluster/lock.json");
        bench.unlock();
        bench.converge();
    }

    @Test
    void settle_sidecarCannotBeRetired_isAWarningAndTheNextApplyTakesItAway() {
        ApplyBench bench = ApplyBench.imported(folder);

        ApplyOutcome outcome = bench.apply(new RiggedObjectStore(bench.store()).failing("DELETE " + RECOVERIES));

        assertThat(outcome.converged()).isTrue();
        assertThat(outcome.ok()).isTrue();
        assertThat(outcome.diagnostics()).singleElement().satisfies(warning -> {
            assertThat(warning.code().wireName()).isEqualTo("store_unreachable");
            assertThat(warning.severity()).isEqualTo(Severity.WARNING);
            assertThat(warning.help()).contains("omnigraph cluster apply");
        });
        assertThat(bench.sidecars()).hasSize(2);
        bench.converge();
    }
}

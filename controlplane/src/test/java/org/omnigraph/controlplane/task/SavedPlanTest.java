package org.omnigraph.controlplane.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.omnigraph.controlplane.plan.SavedPlan;
import org.omnigraph.controlplane.plan.SavedPlanJson;
import org.omnigraph.controlplane.plan.SavedPlanReading;
import org.omnigraph.controlplane.testing.TestCluster;
import org.omnigraph.engine.api.GraphRoot;
import org.omnigraph.engine.api.WriteContext;
import org.omnigraph.state.approval.Approval;
import org.omnigraph.state.approval.ApprovalEntry;
import org.omnigraph.state.approval.ApprovalStore;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.ledger.Ledger;
import org.omnigraph.state.testing.MemoryObjectStore;
import org.omnigraph.state.testing.SequenceIds;

/// A saved plan is applied exactly or not at all.
final class SavedPlanTest {
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
    }

    private void converge() {
        assertThat(cluster.apply(commands).converged()).isTrue();
    }

    private Diagnostic assertStale(SavedPlan plan, String path) {
        var before = store.contents();
        ApplyOutcome outcome = cluster.apply(commands, plan);
        assertThat(outcome.diagnostics())
                .extracting(d -> d.code().wireName(), d -> d.path())
                .containsExactly(Tuple.tuple("plan_stale", path));
        assertThat(store.contents()).isEqualTo(before);
        return outcome.diagnostics().getFirst();
    }

    @Test
    void apply_nothingMoved_appliesThePlan() {
        ApplyOutcome outcome = cluster.apply(commands, cluster.savedPlan(commands));
        assertThat(TestCluster.errors(outcome)).isEmpty();
        assertThat(outcome.converged()).isTrue();
    }

    @Test
    void apply_emptyPlan_writesNothing() {
        converge();
        assertThat(cluster.apply(commands, cluster.savedPlan(commands)).stateWritten())
                .isFalse();
    }

    @Test
    void apply_twice_isStaleAtTheLedger() {
        SavedPlan plan = cluster.savedPlan(commands);
        cluster.apply(commands, plan);
        assertStale(plan, "__cluster/state.json");
    }

    @ParameterizedTest
    @CsvSource({"base.yaml, policy.base", "brain.pg, schema.brain", "queries/people.gq, query.brain.people"})
    void apply_fileChanged_namesTheResource(String file, String address) {
        SavedPlan plan = cluster.savedPlan(commands);
        String text = file.equals("base.yaml")
                ? TestCluster.POLICY
                : file.equals("brain.pg") ? TestCluster.SCHEMA : TestCluster.QUERIES;
        cluster.write(file, text + "\n");
        assertStale(plan, address);
    }

    @Test
    void apply_clusterYamlChanged_namesClusterYaml() {
        SavedPlan plan = cluster.savedPlan(commands);
        cluster.write("cluster.yaml", """
                version: 1
                graphs:
                  brain: { schema: brain.pg, queries: queries/ }
                policies:
                  base: { file: base.yaml, applies_to: [brain] }
                metadata: { name: renamed }
                """);
        assertStale(plan, "cluster.yaml");
    }

    @Test
    void apply_approvedSince_namesTheGraph() {
        converge();
        cluster.write("cluster.yaml", "version: 1\n");
        SavedPlan unapproved = cluster.savedPlan(commands);
        assertThat(cluster.approve(commands, "graph.brain").ok()).isTrue();
        assertStale(unapproved, "graph.brain");
        assertThat(cluster.apply(commands, cluster.savedPlan(commands)).converged())
                .isTrue();
    }

    /// `brain` is approved to go, and the plan is made with that.
    private SavedPlan approvedDelete() {
        converge();
        cluster.write("cluster.yaml", "version: 1\n");
        assertThat(cluster.approve(commands, "graph.brain").ok()).isTrue();
        SavedPlan plan = cluster.savedPlan(commands);
        assertThat(plan.approvals()).containsOnlyKeys("graph.brain");
        return plan;
    }

    private Approval takeApprovalAway() {
        ApprovalStore approvals = new ApprovalStore(store);
        assertThat(approvals.list()).hasSize(1);
        ApprovalEntry.Valid entry = (ApprovalEntry.Valid) approvals.list().getFirst();
        store.delete(entry.key());
        return entry.approval();
    }

    @Test
    void apply_approvalTakenBack_namesTheGraphAndDeletesNothing() {
        SavedPlan plan = approvedDelete();
        takeApprovalAway();
        assertThat(assertStale(plan, "graph.brain").message())
                .contains("the approval that it was made with no longer counts");
    }

    @Test
    void apply_approvalReplaced_namesTheGraphAndDeletesNothing() {
        SavedPlan plan = approvedDelete();
        Approval given = takeApprovalAway();
        Approval other = new Approval(
                given.approvalId(),
                given.resource(),
                given.operation(),
                given.reason(),
                given.boundConfigDigest(),
                given.boundBeforeDigest(),
                given.boundAfterDigest(),
                given.boundIncarnation(),
                "bob",
                given.createdAt(),
                "",
                "");
        assertThat(new ApprovalStore(store).write(other)).isEmpty();
        assertThat(assertStale(plan, "graph.brain").message())
                .contains("the approval that it was made with no longer counts");
        assertThat(cluster.apply(commands, cluster.savedPlan(commands)).converged())
                .isTrue();
    }

    @Test
    void apply_ledgerEditedByHandAtTheSameRevision_namesTheLedger() {
        converge();
        cluster.write("queries/people.gq", TestCluster.QUERIES.replace("people", "persons"));
        SavedPlan plan = cluster.savedPlan(commands);
        String text = store.contents().get("__cluster/state.json");
        store.put(Ledger.STATE_KEY, (text + "\n").getBytes(StandardCharsets.UTF_8));
        assertThat(cluster.savedPlan(commands).stateRevision())
                .as("the edit has no revision of its own yet")
                .isEqualTo(plan.stateRevision());

        var before = store.contents();
        ApplyOutcome outcome = cluster.apply(commands, plan);

        assertThat(outcome.diagnostics())
                .filteredOn(problem -> problem.code().wireName().equals("plan_stale"))
                .singleElement()
                .satisfies(stale -> {
                    assertThat(stale.path()).isEqualTo("__cluster/state.json");
                    assertThat(stale.message()).contains("another revision " + plan.stateRevision() + " than then");
                });
        assertThat(store.contents()).isEqualTo(before);
    }

    @Test
    void apply_liveGraphMoved_namesTheSchema() {
        converge();
        cluster.write("brain.pg", TestCluster.SCHEMA_WIDER);
        SavedPlan plan = cluster.savedPlan(commands);
        var engine = new org.omnigraph.controlplane.testing.FakeGraphEngine(new SequenceIds("M"));
        var wider = org.omnigraph.catalog.schema.SchemaCompiler.compile(
                (TestCluster.SCHEMA + "node Team { title: String @key }\nnode Odd { name: String @key }\n")
                        .getBytes(StandardCharsets.UTF_8));
        engine.open(GraphRoot.ofCluster(store, "brain"))
                .schemaApply(wider.model().orElseThrow(), WriteContext.main("eve"));
        assertStale(plan, "schema.brain");
    }

    @Test
    void apply_interruptedChangeSince_namesTheRecoveries() {
        SavedPlan plan = cluster.savedPlan(commands);
        store.putIfAbsent(
                new org.omnigraph.state.store.ObjectKey("__cluster/recoveries/X.json"),
                "{}".getBytes(StandardCharsets.UTF_8));
        assertStale(plan, "__cluster/recoveries/");
        PlanOutcome again = commands.plan(new PlanRequest(folder, true, Duration.ZERO, true));
        assertThat(TestCluster.codes(again)).contains("plan_not_saved");
        assertThat(again.saved()).isEmpty();
    }

    @Test
    void plan_withoutLedger_isNotSaved() {
        ClusterCommands empty = cluster.commands(new MemoryObjectStore(), new SequenceIds());
        PlanOutcome outcome = empty.plan(new PlanRequest(folder, true, Duration.ZERO, true));
        assertThat(TestCluster.codes(outcome)).containsExactly("plan_not_saved");
        assertThat(outcome.saved()).isEmpty();
    }

    @Test
    void apply_planOfAnotherCluster_isRefused() {
        SavedPlan plan = cluster.savedPlan(commands);
        SavedPlan foreign = new SavedPlan(
                "s3://other/",
                plan.configDigest(),
                plan.resourceDigests(),
                plan.stateRevision(),
                plan.stateCas(),
                plan.approvals(),
                plan.changes());
        var before = store.contents();
        ApplyOutcome outcome =
                commands.apply(new ApplyRequest(folder, "ada", Duration.ZERO, false, Optional.of(foreign)));
        assertThat(TestCluster.codes(outcome)).containsExactly("plan_file_foreign");
        assertThat(store.contents()).isEqualTo(before);
    }

    @Test
    void file_readBack_isTheSamePlanByteForByte() {
        SavedPlan plan = cluster.savedPlan(commands);
        String text = new String(SavedPlanJson.print(plan), StandardCharsets.UTF_8);
        assertThat(SavedPlanJson.read(text, "f")).isEqualTo(new SavedPlanReading.Valid(plan));
        assertThat(SavedPlanJson.print(cluster.savedPlan(commands))).isEqualTo(SavedPlanJson.print(plan));
    }

    @Test
    void file_everyCharacterChanged_isRefused() {
        String text = new String(SavedPlanJson.print(cluster.savedPlan(commands)), StandardCharsets.UTF_8);
        for (int i = 0; i < text.length(); i++) {
            if (!Character.isLetterOrDigit(text.charAt(i))) {
                continue;
            }
            char other = text.charAt(i) == '1' ? '2' : '1';
            String changed = text.substring(0, i) + other + text.substring(i + 1);
            assertThat(SavedPlanJson.read(changed, "f"))
                    .as("character %d", i)
                    .isInstanceOf(SavedPlanReading.Refused.class);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                          | plan_file_invalid",
                "[]                                          | plan_file_invalid",
                "{}                                          | plan_file_invalid",
                "{\"format\":\"omnigraph-plan\",\"version\":2} | plan_file_invalid",
                "{\"format\":\"omnigraph-plan\",\"version\":1} | plan_file_tampered",
            })
    void file_noPlan_isRefusedByName(String text, String code) {
        assertThat(SavedPlanJson.read(text, "f"))
                .isInstanceOfSatisfying(
                        SavedPlanReading.Refused.class,
                        refused ->
                                assertThat(refused.problem().code().wireName()).isEqualTo(code));
    }
}

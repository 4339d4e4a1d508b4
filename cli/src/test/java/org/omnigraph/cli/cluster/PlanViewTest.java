package org.omnigraph.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.omnigraph.catalog.address.GraphId;
import org.omnigraph.catalog.address.ResourceAddress;
import org.omnigraph.catalog.schema.MigrationPlan;
import org.omnigraph.catalog.schema.MigrationStep;
import org.omnigraph.catalog.schema.ScalarType;
import org.omnigraph.catalog.schema.ValueType;
import org.omnigraph.cli.format.Style;
import org.omnigraph.controlplane.plan.ApprovalRequired;
import org.omnigraph.controlplane.plan.BlastRadius;
import org.omnigraph.controlplane.plan.Change;
import org.omnigraph.controlplane.plan.Disposition;
import org.omnigraph.controlplane.plan.MetadataChange;
import org.omnigraph.controlplane.plan.Operation;
import org.omnigraph.controlplane.plan.PendingRecoveries;
import org.omnigraph.controlplane.task.PlanOutcome;
import org.omnigraph.controlplane.task.StateObservations;

final class PlanViewTest {
    private static final String A = "a".repeat(64);
    private static final String B = "b".repeat(64);

    @Test
    void human_everyKindOfChange_readsWell() {
        assertThat(new PlanView(outcome(changes()), "", List.of()).human(Style.PLAIN))
                .isEqualTo("""
                        Plan for company-brain against ledger revision 7

                          - graph.archive        delete  blocked: approval_required
                          ~ graph.people         update  follows from its parts
                          + policy.base          create
                          ~ policy.ops           update  [bindings]
                          ~ query.people.lookup  update  blocked: dependency_not_applied
                          ~ schema.people        update
                              + Person.nick: String?
                              ~ Person.name becomes full_name
                              - Person.age (soft drop, hides 12 values) [OG-DS-104]

                        Also affected, though unchanged:
                          schema.people → query.people.other

                        Approvals:
                          graph.archive  needed
                            deleting a graph removes its data for good
                            omnigraph cluster approve graph.archive --as YOU --config company-brain

                        Plan: 1 to create, 2 to update, 1 derived, 2 blocked, 14 unchanged.
                        Next: omnigraph cluster apply --config company-brain
                        """);
    }

    @Test
    void human_inColour_keepsTheWords() {
        String plain = new PlanView(outcome(changes()), "", List.of()).human(Style.PLAIN);
        String colour = new PlanView(outcome(changes()), "", List.of()).human(new Style(true, 80));
        assertThat(colour).contains("\u001b[32m+\u001b[0m", "\u001b[31m-\u001b[0m", "\u001b[33m~\u001b[0m");
        assertThat(colour.replaceAll("\u001b\\[[0-9]+m", "")).isEqualTo(plain);
    }

    @Test
    void human_noChanges_isOneLine() {
        assertThat(new PlanView(outcome(List.of()), "", List.of()).human(Style.PLAIN))
                .isEqualTo("No changes. Ledger revision 7 matches the config: 14 resources unchanged.\n");
    }

    @Test
    void json_leavesOutWhatIsAbsent() {
        JsonNode document = new PlanView(outcome(changes()), "", List.of()).json();
        assertThat(document.path("changes").path(2).toString())
                .isEqualTo("{\"resource\":\"policy.base\",\"operation\":\"create\",\"after_digest\":\"" + A
                        + "\",\"disposition\":\"applied\"}");
        assertThat(document.path("changes").path(3).path("binding_change").asBoolean())
                .isTrue();
        assertThat(document.path("changes").path(3).path("metadata_change").asText())
                .isEqualTo("policy_bindings");
        JsonNode migration = document.path("changes").path(5).path("migration");
        assertThat(migration.path("supported").asBoolean()).isTrue();
        assertThat(migration.path("steps").path(0).toString())
                .isEqualTo("{\"kind\":\"add_property\",\"type_kind\":\"node\",\"type_name\":\"Person\","
                        + "\"property_name\":\"nick\",\"property_type\":{\"scalar\":\"String\",\"nullable\":true,"
                        + "\"list\":false,\"enum_values\":null}}");
        assertThat(migration.path("steps").path(2).path("non_null_rows").asLong())
                .isEqualTo(12);
        assertThat(document.path("state_observations").has("lock_id")).isFalse();
        assertThat(document.path("state_observations").has("lock_pid")).isFalse();
        assertThat(document.path("approvals_required").path(0).path("satisfied").asBoolean(true))
                .isFalse();
    }

    @Test
    void markdown_everyBound_keepsWholeLinesAndWhatMustStay() {
        String whole = PlanMarkdown.render(outcome(changes()), 0);
        int smallest = PlanMarkdown.smallest(outcome(changes()));
        List<String> must = whole.lines()
                .filter(line -> line.contains("delete") || line.contains("blocked") || line.contains("deferred"))
                .toList();
        assertThat(must).isNotEmpty();
        for (int bound = smallest; bound <= whole.length() + 10; bound++) {
            String text = PlanMarkdown.render(outcome(changes()), bound);
            assertThat(text.getBytes(java.nio.charset.StandardCharsets.UTF_8).length)
                    .as(text)
                    .isLessThanOrEqualTo(bound);
            assertThat(text.lines().toList()).containsAll(must);
            boolean cut = !text.equals(whole);
            assertThat(text.contains("left out for size")).isEqualTo(cut);
            assertThat(text.lines().filter(line -> !line.isEmpty() && !line.contains("left out")))
                    .isSubsetOf(whole.lines().toList());
        }
    }

    @Test
    void noChanges_aRecoveryWaits_isSaidToEveryReader() {
        PendingRecoveries graph = new PendingRecoveries(Set.of(new GraphId("brain")), false);
        assertThat(new PlanView(outcome(List.of(), graph), "", List.of())
                        .human(Style.PLAIN)
                        .lines())
                .containsExactly(
                        "No changes. Ledger revision 7 matches the config: 14 resources unchanged.",
                        "But an interrupted change of graph.brain waits for recovery.");
        PendingRecoveries nobodys = new PendingRecoveries(Set.of(), true);
        assertThat(PlanMarkdown.render(outcome(List.of(), nobodys), 0))
                .contains("**But** `a recovery record names no graph, or cannot be read`.");
    }

    private static PlanOutcome outcome(List<Change> changes) {
        return outcome(changes, PendingRecoveries.NONE);
    }

    private static PlanOutcome outcome(List<Change> changes, PendingRecoveries pending) {
        return new PlanOutcome(
                "company-brain",
                A,
                new TreeMap<>(),
                List.of(),
                List.of(),
                new StateObservations(
                        "s/state.json",
                        "s/lock.json",
                        true,
                        "",
                        7,
                        "sha256:" + B,
                        20,
                        false,
                        "",
                        true,
                        "L1",
                        "",
                        "",
                        -1,
                        -1),
                pending,
                changes,
                14,
                List.of(new BlastRadius(
                        address("schema.people"),
                        List.of(address("query.people.lookup"), address("query.people.other")))),
                changes.isEmpty()
                        ? List.of()
                        : List.of(new ApprovalRequired(
                                address("graph.archive"), "deleting a graph removes its data for good", "", false)),
                Optional.empty(),
                List.of());
    }

    private static List<Change> changes() {
        MigrationPlan migration = new MigrationPlan(
                true,
                List.of(
                        new MigrationStep.AddProperty(
                                MigrationStep.TypeKind.NODE,
                                "Person",
                                "nick",
                                new ValueType.Scalar(ScalarType.STRING),
                                true),
                        new MigrationStep.RenameProperty(MigrationStep.TypeKind.NODE, "Person", "name", "full_name"),
                        new MigrationStep.DropProperty(
                                MigrationStep.TypeKind.NODE, "Person", "age", false, "OG-DS-104", 12)));
        return List.of(
                change("graph.archive", Operation.DELETE, Disposition.BLOCKED, "approval_required"),
                change("graph.people", Operation.UPDATE, Disposition.DERIVED, ""),
                new Change(
                        address("policy.base"),
                        Operation.CREATE,
                        "",
                        A,
                        Disposition.APPLIED,
                        "",
                        false,
                        MetadataChange.NONE,
                        List.of()),
                new Change(
                        address("policy.ops"),
                        Operation.UPDATE,
                        A,
                        A,
                        Disposition.APPLIED,
                        "",
                        true,
                        MetadataChange.POLICY_BINDINGS,
                        List.of()),
                change("query.people.lookup", Operation.UPDATE, Disposition.BLOCKED, "dependency_not_applied"),
                change("schema.people", Operation.UPDATE, Disposition.APPLIED, "")
                        .withMigration(migration));
    }

    private static Change change(String address, Operation operation, Disposition disposition, String reason) {
        return new Change(
                address(address), operation, A, B, disposition, reason, false, MetadataChange.NONE, List.of());
    }

    private static ResourceAddress address(String text) {
        return ResourceAddress.parse(text).orElseThrow();
    }
}

package org.omnigraph.controlplane.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.omnigraph.catalog.address.ResourceAddress;
import org.omnigraph.catalog.schema.MigrationPlan;
import org.omnigraph.catalog.schema.MigrationStep;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.json.Json;

/// The file of `plan --out` keeps every field of every change, and each of them counts when the plan is compared.
final class SavedPlanJsonTest {
    private static final MigrationPlan ADDS =
            new MigrationPlan(true, List.of(new MigrationStep.AddType(MigrationStep.TypeKind.NODE, "Team")));

    /// One change with nothing left out, and one with all left out that can be.
    private static final SavedChange FULL = new SavedChange(
            "schema.brain", "update", "b".repeat(64), "a".repeat(64), "blocked", "protected", true, "lifecycle", "m");
    private static final SavedChange BARE =
            new SavedChange("policy.base", "create", "", "", "applied", "", false, "none", "");

    private static SavedPlan plan(SavedChange... changes) {
        return new SavedPlan(
                "s3://bucket/",
                "c".repeat(64),
                new TreeMap<>(Map.of("schema.brain", "a".repeat(64))),
                7,
                "sha256:" + "d".repeat(64),
                new TreeMap<>(Map.of("graph.old", "e".repeat(64))),
                Arrays.asList(changes));
    }

    private static String text(SavedPlan plan) {
        return new String(SavedPlanJson.print(plan), StandardCharsets.UTF_8);
    }

    private static SavedPlan readBack(SavedPlan plan) {
        SavedPlanReading reading = SavedPlanJson.read(text(plan), "f");
        assertThat(reading).isInstanceOf(SavedPlanReading.Valid.class);
        return ((SavedPlanReading.Valid) reading).plan();
    }

    /// [#FULL] with one field changed each.
    static Stream<SavedChange> changedInOneField() {
        String[] others = {"create", "", "", "deferred", "", "false", "none", ""};
        return IntStream.range(0, others.length).mapToObj(field -> {
            String[] fields = {
                FULL.operation(),
                FULL.beforeDigest(),
                FULL.afterDigest(),
                FULL.disposition(),
                FULL.reason(),
                Boolean.toString(FULL.bindingChange()),
                FULL.metadataChange(),
                FULL.migrationDigest()
            };
            fields[field] = others[field];
            return new SavedChange(
                    FULL.resource(),
                    fields[0],
                    fields[1],
                    fields[2],
                    fields[3],
                    fields[4],
                    Boolean.parseBoolean(fields[5]),
                    fields[6],
                    fields[7]);
        });
    }

    @Test
    void read_printed_isTheSamePlan() {
        assertThat(readBack(plan(BARE, FULL))).isEqualTo(plan(BARE, FULL));
        assertThat(text(plan(BARE)))
                .doesNotContain("reason", "binding_change", "metadata_change", "migration_digest", "before_digest");
    }

    @ParameterizedTest
    @MethodSource("changedInOneField")
    void change_inOneField_isKeptAndMakesThePlanStale(SavedChange changed) {
        assertThat(readBack(plan(changed)).changes()).containsExactly(changed);
        assertThat(SavedPlanJson.digest(plan(changed))).isNotEqualTo(SavedPlanJson.digest(plan(FULL)));
        assertThat(Staleness.between(readBack(plan(FULL)), plan(changed)))
                .map(Diagnostic::path)
                .contains("schema.brain");
    }

    @Test
    void between_changeThatIsGoneOrNew_isStaleAtIt() {
        assertThat(Staleness.between(plan(BARE, FULL), plan(FULL)).map(Diagnostic::path))
                .contains("policy.base");
        assertThat(Staleness.between(plan(FULL), plan(BARE, FULL)).map(Diagnostic::path))
                .contains("policy.base");
        assertThat(Staleness.between(plan(FULL), plan(FULL))).isEmpty();
    }

    @Test
    void of_changeOfThePlan_holdsReasonMetadataAndMigration() {
        Change change = new Change(
                ResourceAddress.parse("schema.brain").orElseThrow(),
                Operation.UPDATE,
                "b",
                "a",
                Disposition.BLOCKED,
                Reason.PROTECTED,
                true,
                MetadataChange.LIFECYCLE,
                List.of(ADDS));

        SavedChange saved = SavedChange.of(change);

        assertThat(saved.reason()).isEqualTo("protected");
        assertThat(saved.metadataChange()).isEqualTo("lifecycle");
        assertThat(saved.bindingChange()).isTrue();
        assertThat(saved.migrationDigest()).hasSize(64);
        assertThat(SavedChange.of(change.withMigration(new MigrationPlan(true, List.of())))
                        .migrationDigest())
                .hasSize(64)
                .isNotEqualTo(saved.migrationDigest());
    }

    @Test
    void of_rowsThatADropHides_doNotCount() {
        assertThat(saved(drop(1))).isEqualTo(saved(drop(1000)));
        assertThat(saved(drop(1))).isNotEqualTo(saved(ADDS));
    }

    private static MigrationPlan drop(long rows) {
        return new MigrationPlan(
                true,
                List.of(new MigrationStep.DropType(MigrationStep.TypeKind.NODE, "Team", false, "OG-DS-102", rows)));
    }

    private static SavedChange saved(MigrationPlan migration) {
        return SavedChange.of(new Change(
                ResourceAddress.parse("schema.brain").orElseThrow(),
                Operation.UPDATE,
                "b",
                "a",
                Disposition.APPLIED,
                "",
                false,
                MetadataChange.NONE,
                List.of(migration)));
    }

    /// Whoever changes a file can also mend its digest: then the strict reading is what is left.
    private static SavedPlanReading forged(String from, String to) {
        String forged = text(plan(FULL)).replace(from, to);
        assertThat(forged).isNotEqualTo(text(plan(FULL)));
        var document = (com.fasterxml.jackson.databind.node.ObjectNode) Json.parse(forged);
        document.remove("plan_digest");
        document.put("plan_digest", SavedPlanJson.digest(document));
        return SavedPlanJson.read(Json.compact(document), "f");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"changes\": [|\"more\": 1, \"changes\": [",
                "\"state_revision\":|\"more\": 1, \"state_revision\":",
                "\"disposition\":|\"more\": 1, \"disposition\":",
                "\"changes\":|\"changed\":",
                "\"state_revision\": 7|\"state_revision\": \"7\"",
                "\"graph.old\": \"|\"graph.old\": 1, \"graph.older\": \"",
                "\"inputs\": {|\"inputs\": 1, \"input\": {",
                "\"operation\": \"update\"|\"operation\": \"\"",
                "\"cluster\": \"s3://bucket/\"|\"cluster\": \"\""
            })
    void read_forgedWithItsDigest_isRefused(String change) {
        String[] fromTo = change.split("\\|");
        assertThat(forged(fromTo[0], fromTo[1]))
                .isInstanceOfSatisfying(
                        SavedPlanReading.Refused.class,
                        refused ->
                                assertThat(refused.problem().code().wireName()).isEqualTo("plan_file_invalid"));
    }

    @Test
    void read_changesThatAreNoList_isRefused() {
        var document = (com.fasterxml.jackson.databind.node.ObjectNode) Json.parse(text(plan()));
        document.remove("plan_digest");
        document.put("changes", 1);
        document.put("plan_digest", SavedPlanJson.digest(document));
        assertThat(SavedPlanJson.read(Json.compact(document), "f"))
                .isInstanceOfSatisfying(
                        SavedPlanReading.Refused.class,
                        refused -> assertThat(refused.problem().message()).contains("must be a list"));
    }

    private static SavedPlan with(String config, SortedMap<String, String> resources, long revision, String cas) {
        return new SavedPlan("s3://bucket/", config, resources, revision, cas, plan().approvals(), List.of());
    }

    private static Diagnostic stale(SavedPlan then, SavedPlan now) {
        return Staleness.between(then, now).orElseThrow();
    }

    @Test
    void between_inputs_namesTheFirstThatDiffers() {
        SortedMap<String, String> one = new TreeMap<>(Map.of("graph.a", "1", "schema.a", "1"));
        SortedMap<String, String> two = new TreeMap<>(Map.of("graph.a", "2", "schema.a", "2"));
        SortedMap<String, String> more = new TreeMap<>(Map.of("graph.a", "1", "schema.a", "1", "policy.p", "1"));
        SortedMap<String, String> composite = new TreeMap<>(Map.of("graph.a", "2", "schema.a", "1"));
        SavedPlan base = with("c", one, 1, "x");

        assertThat(stale(base, with("d", two, 2, "y"))).satisfies(problem -> {
            assertThat(problem.path()).isEqualTo("schema.a");
            assertThat(problem.message()).contains("its file was changed");
        });
        assertThat(stale(base, with("c", composite, 1, "x")).path()).isEqualTo("graph.a");
        assertThat(stale(base, with("c", more, 1, "x")).message()).contains("it is new in the config");
        assertThat(stale(with("c", more, 1, "x"), base).message()).contains("it is gone in the config");
        assertThat(stale(base, with("d", one, 2, "y")).path()).isEqualTo("cluster.yaml");
        assertThat(stale(base, with("c", one, 2, "y")).message())
                .contains("made at ledger revision 1, and the ledger is at revision 2");
        assertThat(stale(base, with("c", one, 1, "y")).message()).contains("holds another revision 1 than then");
        assertThat(Staleness.between(base, with("c", one, 1, "x"))).isEmpty();
    }

    @Test
    void between_approvals_saysWhetherOneWasTakenOrGiven() {
        List<String> said = new ArrayList<>();
        SavedPlan none = new SavedPlan("s3://bucket/", "c", new TreeMap<>(), 1, "x", new TreeMap<>(), List.of());
        SavedPlan one = new SavedPlan(
                "s3://bucket/", "c", new TreeMap<>(), 1, "x", new TreeMap<>(Map.of("graph.a", "1")), List.of());
        SavedPlan other = new SavedPlan(
                "s3://bucket/", "c", new TreeMap<>(), 1, "x", new TreeMap<>(Map.of("graph.a", "2")), List.of());
        for (Diagnostic problem : List.of(stale(one, none), stale(one, other), stale(none, one))) {
            assertThat(problem.path()).isEqualTo("graph.a");
            said.add(problem.message().contains("no longer counts") ? "taken" : "given");
        }
        assertThat(said).containsExactly("taken", "taken", "given");
    }
}

package org.omnigraph.cli.contract;

import static org.omnigraph.cli.contract.Shape.any;
import static org.omnigraph.cli.contract.Shape.array;
import static org.omnigraph.cli.contract.Shape.constant;
import static org.omnigraph.cli.contract.Shape.integer;
import static org.omnigraph.cli.contract.Shape.map;
import static org.omnigraph.cli.contract.Shape.object;
import static org.omnigraph.cli.contract.Shape.ofRecord;
import static org.omnigraph.cli.contract.Shape.oneOf;
import static org.omnigraph.cli.contract.Shape.pattern;
import static org.omnigraph.cli.contract.Shape.ref;
import static org.omnigraph.cli.contract.Shape.string;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.omnigraph.catalog.schema.MigrationStep;
import org.omnigraph.controlplane.plan.Change;
import org.omnigraph.controlplane.plan.MetadataChange;
import org.omnigraph.controlplane.task.HistoryEntry;
import org.omnigraph.controlplane.task.StateObservations;
import org.omnigraph.controlplane.task.StatusEntry;
import org.omnigraph.state.diagnostic.Severity;

/// The parts that several documents share, each under its name in `$defs`.
final class SharedShapes {
    private static final Shape DIGEST = pattern(Shape.DIGEST);

    private SharedShapes() {}

    static Map<String, Shape> all(Map<Class<?>, Shape> parts) {
        Map<String, Shape> shared = new LinkedHashMap<>();
        shared.put("failure", failure());
        shared.put("diagnostic", diagnostic());
        shared.put("state_observations", observations(parts));
        shared.put("change", change(parts));
        shared.put("migration", migration());
        shared.put("migration_step", migrationStep());
        shared.put("status", status(parts));
        shared.put("observation", observation());
        shared.put("revision", revision(parts));
        shared.put("commit", DataShapes.commit());
        shared.put("query_value", QueriesShapes.value());
        return shared;
    }

    /// What a command prints that failed before it had anything of its own to report. `problems` are those of a load
    /// or mutation that the schema's rules refuse.
    private static Shape failure() {
        Shape problem = object().maybe("line", integer())
                .with("code", pattern("^[a-z0-9_]+$"))
                .with("message", string());
        return object().with("ok", constant(false))
                .with("diagnostics", array(ref("diagnostic")))
                .maybe("problems", array(problem))
                .maybe("problem_count", integer());
    }

    private static Shape diagnostic() {
        Shape position = object().with("line", integer())
                .with("column", integer())
                .with("end_line", integer())
                .with("end_column", integer())
                .with("snippet", string());
        return object().with("code", pattern("^[a-z0-9_]+$"))
                .with("severity", oneOf(Severity.class, Severity::wireName))
                .with("path", string())
                .with("message", string())
                .maybe("position", position)
                .maybe("help", string());
    }

    private static Shape observations(Map<Class<?>, Shape> parts) {
        return ofRecord(StateObservations.class, parts)
                .where("applied_config_digest", DIGEST)
                .where("state_cas", pattern("^sha256:[0-9a-f]{64}$"))
                .where("acquired_lock_id", pattern(Shape.ULID))
                .optional(
                        "applied_config_digest",
                        "state_cas",
                        "lock_id",
                        "acquired_lock_id",
                        "lock_operation",
                        "lock_created_at",
                        "lock_pid",
                        "lock_age_seconds");
    }

    private static Shape change(Map<Class<?>, Shape> parts) {
        Map<Class<?>, Shape> more = new LinkedHashMap<>(parts);
        more.put(
                MetadataChange.class,
                oneOf(Arrays.stream(MetadataChange.values())
                        .filter(change -> change != MetadataChange.NONE)
                        .map(MetadataChange::wireName)
                        .toList()));
        more.put(org.omnigraph.catalog.schema.MigrationPlan.class, any());
        return ofRecord(Change.class, more)
                .without("migrations")
                .where("before_digest", DIGEST)
                .where("after_digest", DIGEST)
                .where("binding_change", constant(true))
                .maybe("migration", ref("migration"))
                .optional("before_digest", "after_digest", "reason", "binding_change", "metadata_change");
    }

    private static Shape status(Map<Class<?>, Shape> parts) {
        return ofRecord(StatusEntry.class, parts)
                .where(
                        "status",
                        oneOf(List.of("pending", "planned", "applying", "applied", "drifted", "blocked", "error")))
                .optional("message");
    }

    /// What import, refresh or status saw of one graph.
    /// What was seen of a declared graph, or the tombstone of one that was deleted or let go.
    private static Shape observation() {
        return object().with("exists", Shape.bool())
                .with("observed_at", pattern(Shape.TIME))
                .maybe("desired_schema_digest", DIGEST)
                .maybe("tombstone", oneOf(List.of("deleted", "retained")))
                .maybe("error", string())
                .maybe("manifest_version", integer())
                .maybe("live_schema_digest", DIGEST)
                .maybe("schema_match", Shape.bool());
    }

    private static Shape revision(Map<Class<?>, Shape> parts) {
        return ofRecord(HistoryEntry.class, parts)
                .where("at", pattern(Shape.TIME))
                .where("record_digest", DIGEST)
                .where("state_digest", pattern("^sha256:[0-9a-f]{64}$"))
                .optional("actor", "reason");
    }

    private static Shape migration() {
        return object().with("supported", Shape.bool()).with("steps", array(ref("migration_step")));
    }

    /// One step: `kind` says which of the other members it has (schema-language.md §10).
    private static Shape migrationStep() {
        return object().with("kind", oneOf(stepKinds()))
                .maybe(
                        "type_kind",
                        oneOf(MigrationStep.TypeKind.class, kind -> kind.name().toLowerCase(Locale.ROOT)))
                .maybe("name", string())
                .maybe("from", string())
                .maybe("to", string())
                .maybe("type_name", string())
                .maybe("property_name", string())
                .maybe("property_type", Shape.type("object"))
                .maybe("constraint", Shape.type("object"))
                .maybe("added_values", array(string()))
                .maybe("annotations", array(annotation()))
                .maybe("mode", oneOf(List.of("soft", "hard")))
                .maybe("rows", integer())
                .maybe("non_null_rows", integer())
                .maybe("entity", string())
                .maybe("reason", string())
                .maybe("code", string());
    }

    private static Shape annotation() {
        return object().with("name", string()).maybe("value", string()).maybe("kwargs", map(string()));
    }

    /// The names of the sealed type's variants.
    private static List<String> stepKinds() {
        return Arrays.stream(MigrationStep.class.getPermittedSubclasses())
                .map(variant -> variant.getSimpleName()
                        .replaceAll("(?<=[a-z])([A-Z])", "_$1")
                        .toLowerCase(Locale.ROOT))
                .toList();
    }
}

package org.omnigraph.cli.contract;

import static org.omnigraph.cli.contract.Shape.anyOf;
import static org.omnigraph.cli.contract.Shape.array;
import static org.omnigraph.cli.contract.Shape.bool;
import static org.omnigraph.cli.contract.Shape.constant;
import static org.omnigraph.cli.contract.Shape.integer;
import static org.omnigraph.cli.contract.Shape.map;
import static org.omnigraph.cli.contract.Shape.object;
import static org.omnigraph.cli.contract.Shape.ofRecord;
import static org.omnigraph.cli.contract.Shape.oneOf;
import static org.omnigraph.cli.contract.Shape.pattern;
import static org.omnigraph.cli.contract.Shape.ref;
import static org.omnigraph.cli.contract.Shape.string;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.omnigraph.cli.quickstart.QuickstartReport;
import org.omnigraph.controlplane.config.DeclaredResource;
import org.omnigraph.controlplane.config.Dependency;
import org.omnigraph.controlplane.health.HealthCheck;
import org.omnigraph.controlplane.health.HealthStatus;
import org.omnigraph.controlplane.plan.ApprovalRequired;
import org.omnigraph.controlplane.plan.BlastRadius;
import org.omnigraph.controlplane.plan.Change;
import org.omnigraph.controlplane.plan.Disposition;
import org.omnigraph.controlplane.plan.Operation;
import org.omnigraph.controlplane.plan.PendingRecoveries;
import org.omnigraph.controlplane.plan.SavedPlan;
import org.omnigraph.controlplane.task.ApplyOutcome;
import org.omnigraph.controlplane.task.ApproveOutcome;
import org.omnigraph.controlplane.task.CommandOutcome;
import org.omnigraph.controlplane.task.DoctorOutcome;
import org.omnigraph.controlplane.task.DriftFinding;
import org.omnigraph.controlplane.task.DriftOutcome;
import org.omnigraph.controlplane.task.ForceUnlockOutcome;
import org.omnigraph.controlplane.task.HistoryEntry;
import org.omnigraph.controlplane.task.HistoryOutcome;
import org.omnigraph.controlplane.task.HistoryShowOutcome;
import org.omnigraph.controlplane.task.ObserveOutcome;
import org.omnigraph.controlplane.task.PlanOutcome;
import org.omnigraph.controlplane.task.ReplayOutcome;
import org.omnigraph.controlplane.task.ResourceSummary;
import org.omnigraph.controlplane.task.RollbackOutcome;
import org.omnigraph.controlplane.task.StateObservations;
import org.omnigraph.controlplane.task.StatusEntry;
import org.omnigraph.controlplane.task.StatusOutcome;
import org.omnigraph.controlplane.task.ValidateOutcome;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.diagnostic.ExitCode;
import org.omnigraph.state.diagnostic.Fault;
import org.omnigraph.state.diagnostic.Severity;

/// Which command prints what, as JSON Schemas. A component that is added to an outcome, removed or retyped changes
/// the schema, and with it a file that is under review.
final class OutputSchemas {
    private static final Shape DIGEST = pattern(Shape.DIGEST);
    private static final Shape REVISION = object().maybe("config_digest", DIGEST);

    /// The record types that stand in several documents, by what refers to them.
    private static final Map<Class<?>, Shape> PARTS = Map.ofEntries(
            Map.entry(Diagnostic.class, ref("diagnostic")),
            Map.entry(StateObservations.class, ref("state_observations")),
            Map.entry(Change.class, ref("change")),
            Map.entry(Dependency.class, ofRecord(Dependency.class, Map.of())),
            Map.entry(StatusEntry.class, ref("status")),
            Map.entry(HistoryEntry.class, ref("revision")),
            Map.entry(BlastRadius.class, ofRecord(BlastRadius.class, Map.of())),
            Map.entry(
                    ApprovalRequired.class,
                    ofRecord(ApprovalRequired.class, Map.of()).optional("approved_by")),
            Map.entry(HealthStatus.class, oneOf(HealthStatus.class, HealthStatus::wireName)),
            Map.entry(Operation.class, oneOf(Operation.class, Operation::wireName)),
            Map.entry(Disposition.class, oneOf(Disposition.class, Disposition::wireName)));

    private OutputSchemas() {}

    /// The schema of each command's document, by the command's words. `help` is any command with `--help`, `failure`
    /// what cannot be told to belong to a command.
    static Map<String, ObjectNode> all() {
        Map<String, Shape> results = new LinkedHashMap<>();
        results.put(
                "cluster validate",
                outcome(ValidateOutcome.class, Map.of(ResourceSummary.class, resource()))
                        .where("resource_digests", map(DIGEST)));
        results.put("cluster plan", plan());
        results.put("cluster apply", apply());
        results.put(
                "cluster approve",
                outcome(ApproveOutcome.class, Map.of())
                        .where("approval_id", pattern(Shape.ULID))
                        .where("operation", oneOf(Operation.class, Operation::wireName))
                        .optional("approval_id", "resource", "operation", "approved_by"));
        results.put("cluster status", observed(outcome(StatusOutcome.class, Map.of())));
        results.put("cluster import", observe("import"));
        results.put("cluster refresh", observe("refresh"));
        results.put(
                "cluster drift",
                outcome(
                        DriftOutcome.class,
                        Map.of(
                                DriftFinding.class,
                                ofRecord(DriftFinding.class, PARTS).optional("message"))));
        results.put("cluster force-unlock", outcome(ForceUnlockOutcome.class, Map.of()));
        results.put(
                "cluster history",
                anyOf(List.of(
                        outcome(HistoryOutcome.class, Map.of()),
                        outcome(HistoryShowOutcome.class, Map.of()).optional("state"))));
        results.put(
                "cluster replay",
                outcome(ReplayOutcome.class, Map.of())
                        .without("newest_revision")
                        .where("digests", map(DIGEST))
                        .optional("revision"));
        results.put(
                "cluster rollback",
                outcome(RollbackOutcome.class, Map.of()).without("acknowledged").optional("actor"));
        results.put("cluster doctor", doctor());
        results.put("init", DataShapes.init());
        results.put("load", DataShapes.load());
        results.put("query", DataShapes.read());
        results.put("mutate", DataShapes.change());
        results.put("export", success().with("file", string()).with("lines", integer()));
        results.put("fmt", SourceShapes.format());
        results.put("lint", SourceShapes.lint());
        results.put("schema-json", success().with("schema", Shape.type("object")));
        results.put("schema show", object().with("schema_source", string()));
        results.put("schema plan", DataShapes.schemaPlan());
        results.put("schema apply", DataShapes.schemaApply());
        results.put("queries list", QueriesShapes.list());
        results.put("queries validate", QueriesShapes.validate());
        results.put(
                "graphs list",
                object().with(
                                "graphs",
                                array(object().with("graph_id", string()).with("uri", string()))));
        results.put(
                "login",
                success().with("server", string()).with("url", string()).with("file", string()));
        results.put("logout", success().with("server", string()).with("removed", bool()));
        results.put("quickstart", quickstart());
        results.put("version", success().with("version", string()).with("java", string()));
        results.put("explain", explain());
        results.put("completion", success().with("script", string()));
        results.put("help", success().with("help", string()));
        Map<String, ObjectNode> schemas = new LinkedHashMap<>();
        results.forEach((command, shape) -> schemas.put(command, document(command, shape)));
        schemas.put("failure", document("failure", ref("failure")));
        return schemas;
    }

    private static Shape plan() {
        Shape explanation = object().with("resource", string()).with("why", array(string()));
        Map<Class<?>, Shape> unprinted = Map.of(
                SavedPlan.class,
                Shape.any(),
                PendingRecoveries.class,
                Shape.any(),
                DeclaredResource.class,
                Shape.any());
        return outcome(PlanOutcome.class, unprinted)
                .without("desired_config_digest", "unchanged_count", "declared", "pending", "saved")
                .maybe("explanations", array(explanation))
                .maybe("plan_file", string())
                .maybe("plan_digest", DIGEST)
                .with("desired_revision", REVISION)
                .where("resource_digests", map(DIGEST));
    }

    private static Shape apply() {
        Shape addresses = array(string());
        return outcome(ApplyOutcome.class, Map.of(PendingRecoveries.class, Shape.any()))
                .without("desired_config_digest", "acknowledged", "pending")
                .optional("actor")
                .with("desired_revision", REVISION)
                .with("applied_count", integer())
                .with("deferred_count", integer())
                .maybe("interrupted", object().with("applied", addresses).with("not_done", addresses));
    }

    private static Shape observe(String operation) {
        return observed(outcome(ObserveOutcome.class, Map.of())).where("operation", constant(operation));
    }

    private static Shape.Members observed(Shape.Members outcome) {
        return outcome.where("resource_digests", map(DIGEST)).where("observations", map(ref("observation")));
    }

    private static Shape doctor() {
        Shape check = ofRecord(HealthCheck.class, PARTS)
                .without("name", "problems")
                .with("check", string())
                .with("codes", array(pattern("^[a-z0-9_]+$")));
        return outcome(DoctorOutcome.class, Map.of(HealthCheck.class, check))
                .with("status", oneOf(HealthStatus.class, HealthStatus::wireName));
    }

    private static Shape quickstart() {
        return success()
                .with("folder", string())
                .with("folder_kept", bool())
                .with("server_address", string())
                .maybe("server_pid", integer())
                .maybe("token", string())
                .with("query", string())
                .with("answer", DataShapes.read())
                .with("steps", array(ofRecord(QuickstartReport.Step.class, PARTS)))
                .with("total_millis", integer());
    }

    private static Shape explain() {
        return success()
                .with("code", pattern("^[a-z0-9_]+$"))
                .with("severity", oneOf(Severity.class, Severity::wireName))
                .with("fault", oneOf(Fault.class, fault -> fault.name().toLowerCase(Locale.ROOT)))
                .with("exit_code", exitCode())
                .with("meaning", string())
                .with("remedy", string())
                .with("runbook", string());
    }

    private static Shape exitCode() {
        ObjectNode node = Shape.JSON.objectNode();
        for (ExitCode code : ExitCode.values()) {
            node.withArray("enum").add(code.number());
        }
        return new Shape.Leaf(node);
    }

    private static Shape resource() {
        return object().with("address", string())
                .with("kind", oneOf(List.of("graph", "schema", "query", "policy")))
                .with("digest", DIGEST)
                .maybe("path", string());
    }

    private static Shape.Members success() {
        return object().with("ok", constant(true));
    }

    /// A cluster command's document: `ok` and the components of its outcome.
    private static Shape.Members outcome(Class<? extends Record> type, Map<Class<?>, Shape> own) {
        if (!CommandOutcome.class.isAssignableFrom(type)) {
            throw new IllegalArgumentException(type + " is no outcome");
        }
        Map<Class<?>, Shape> parts = new LinkedHashMap<>(PARTS);
        parts.putAll(own);
        Shape.Members members = object().with("ok", bool());
        for (Map.Entry<String, Shape> member : ofRecord(type, parts).members().entrySet()) {
            members = members.with(member.getKey(), member.getValue());
        }
        return members;
    }

    /// One file: the result or a failure, and the parts that they refer to.
    private static ObjectNode document(String command, Shape result) {
        ObjectNode node = Shape.JSON
                .objectNode()
                .put("$schema", "https://json-schema.org/draft/2020-12/schema")
                .put("$id", "urn:omnigraph:output:" + command.replace(' ', '-'))
                .put("title", title(command));
        ObjectNode defs = Shape.JSON.objectNode();
        if (!command.equals("failure")) {
            node.putArray("anyOf")
                    .add(ref("result").schema())
                    .add(ref("failure").schema());
            defs.set("result", result.schema());
        } else {
            node.setAll(result.schema());
        }
        Map<String, Shape> shared = SharedShapes.all(PARTS);
        Set<String> wanted = new LinkedHashSet<>();
        collect(ref("failure").schema(), shared, wanted);
        collect(defs, shared, wanted);
        shared.forEach((name, part) -> {
            if (wanted.contains(name)) {
                defs.set(name, part.schema());
            }
        });
        node.set("$defs", defs);
        return node;
    }

    private static String title(String command) {
        return switch (command) {
            case "help" -> "omnigraph … --help --json";
            case "failure" -> "omnigraph … --json, where no command could begin";
            default -> "omnigraph " + command + " --json";
        };
    }

    /// The names that a schema refers to, through the parts themselves.
    private static void collect(JsonNode schema, Map<String, Shape> shared, Set<String> wanted) {
        JsonNode reference = schema.path("$ref");
        if (reference.isTextual()) {
            String name = reference.asText().substring("#/$defs/".length());
            Shape part = shared.get(name);
            if (part != null && wanted.add(name)) {
                collect(part.schema(), shared, wanted);
            }
        }
        schema.forEach(child -> collect(child, shared, wanted));
    }
}

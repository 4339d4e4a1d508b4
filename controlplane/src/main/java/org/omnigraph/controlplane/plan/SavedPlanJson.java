package org.omnigraph.controlplane.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.omnigraph.catalog.payload.ContentDigest;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.json.InvalidJsonException;
import org.omnigraph.state.json.Json;
import org.omnigraph.state.json.JsonFields;

/// The file of `plan --out`: canonical JSON that holds its own digest.
public final class SavedPlanJson {
    private static final String FORMAT = "omnigraph-plan";
    private static final long VERSION = 1;
    private static final String DIGEST_FIELD = "plan_digest";

    private SavedPlanJson() {}

    /// The bytes of the file.
    public static byte[] print(SavedPlan plan) {
        ObjectNode document = document(plan);
        document.put(DIGEST_FIELD, digest(document));
        return Json.canonicalBytes(document);
    }

    /// The hex digest that the file holds and that names the plan.
    public static String digest(SavedPlan plan) {
        return digest(document(plan));
    }

    /// Reads such a file.
    ///
    /// @param name the file as the person named it, for the problem
    public static SavedPlanReading read(String text, String name) {
        try {
            if (!(Json.parse(text) instanceof ObjectNode document)
                    || !document.path("format").asText().equals(FORMAT)) {
                return invalid(name, "The file is no plan that `omnigraph cluster plan --out` wrote.");
            }
            if (document.path("version").asLong() != VERSION) {
                return invalid(
                        name,
                        "The plan has version " + document.path("version").asText() + ", and this program knows "
                                + VERSION + " only.");
            }
            String recorded = document.path(DIGEST_FIELD).asText();
            document.remove(DIGEST_FIELD);
            if (!recorded.equals(digest(document))) {
                return new SavedPlanReading.Refused(Diagnostic.of(
                        DiagnosticCode.PLAN_FILE_TAMPERED,
                        name,
                        "The plan was changed after it had been saved: its content has another digest than the one"
                                + " that it holds. Nothing was applied."));
            }
            return new SavedPlanReading.Valid(parse(document));
        } catch (InvalidJsonException e) {
            return invalid(name, "The file is no plan: " + e.getMessage() + ".");
        }
    }

    private static SavedPlanReading invalid(String name, String message) {
        return new SavedPlanReading.Refused(Diagnostic.of(DiagnosticCode.PLAN_FILE_INVALID, name, message));
    }

    /// The hex digest of a value, whatever its layout.
    static String digest(JsonNode document) {
        return ContentDigest.of(Json.compact(document).getBytes(StandardCharsets.UTF_8))
                .hex();
    }

    private static ObjectNode document(SavedPlan plan) {
        ObjectNode document = Json.object().put("format", FORMAT).put("version", VERSION);
        document.put("cluster", plan.cluster());
        ObjectNode inputs = document.putObject("inputs");
        inputs.put("config_digest", plan.configDigest());
        plan.resourceDigests().forEach(inputs.putObject("resource_digests")::put);
        inputs.put("state_revision", plan.stateRevision()).put("state_cas", plan.stateCas());
        plan.approvals().forEach(inputs.putObject("approvals")::put);
        ArrayNode changes = document.putArray("changes");
        plan.changes().forEach(change -> changes.add(change.toJson()));
        return document;
    }

    private static SavedPlan parse(ObjectNode document) {
        JsonFields fields = JsonFields.of(document);
        fields.text("format");
        fields.integer("version");
        String cluster = fields.nonEmptyText("cluster");
        JsonFields inputs = fields.object("inputs");
        String configDigest = inputs.nonEmptyText("config_digest");
        SortedMap<String, String> resources = texts(inputs, "resource_digests");
        long revision = inputs.integer("state_revision");
        String cas = inputs.nonEmptyText("state_cas");
        SortedMap<String, String> approvals = texts(inputs, "approvals");
        inputs.finish();
        JsonNode list = fields.value("changes");
        if (!list.isArray()) {
            throw fields.problem("changes", "must be a list");
        }
        List<SavedChange> changes = new ArrayList<>(list.size());
        for (JsonNode change : list) {
            changes.add(SavedChange.parse(JsonFields.of(change, "changes")));
        }
        fields.finish();
        return new SavedPlan(cluster, configDigest, resources, revision, cas, approvals, changes);
    }

    private static SortedMap<String, String> texts(JsonFields fields, String name) {
        SortedMap<String, String> texts = new TreeMap<>();
        fields.entries(name, (key, value) -> {
            if (!value.isTextual()) {
                throw fields.problem(name, "must hold texts");
            }
            texts.put(key, value.textValue());
        });
        return texts;
    }
}

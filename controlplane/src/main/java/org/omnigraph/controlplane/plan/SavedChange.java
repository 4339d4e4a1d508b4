package org.omnigraph.controlplane.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.omnigraph.catalog.schema.MigrationJson;
import org.omnigraph.catalog.schema.MigrationPlan;
import org.omnigraph.state.json.Json;
import org.omnigraph.state.json.JsonFields;

/// One change of a saved plan, in the words of the JSON outputs.
///
/// @param migrationDigest hex digest of the engine's migration steps; empty if there are none. How many rows a step
/// hides is left out of it, or a plan would go stale with every load
record SavedChange(
        String resource,
        String operation,
        String beforeDigest,
        String afterDigest,
        String disposition,
        String reason,
        boolean bindingChange,
        String metadataChange,
        String migrationDigest) {

    static SavedChange of(Change change) {
        return new SavedChange(
                change.resource().toString(),
                change.operation().wireName(),
                change.beforeDigest(),
                change.afterDigest(),
                change.disposition().wireName(),
                change.reason(),
                change.bindingChange(),
                change.metadataChange().wireName(),
                change.migration().map(SavedChange::digest).orElse(""));
    }

    private static String digest(MigrationPlan plan) {
        ObjectNode json = MigrationJson.toJson(plan);
        for (JsonNode step : json.path("steps")) {
            if (step instanceof ObjectNode object) {
                object.remove("rows");
                object.remove("non_null_rows");
            }
        }
        return SavedPlanJson.digest(json);
    }

    static SavedChange parse(JsonFields fields) {
        SavedChange change = new SavedChange(
                fields.nonEmptyText("resource"),
                fields.nonEmptyText("operation"),
                fields.text("before_digest", ""),
                fields.text("after_digest", ""),
                fields.nonEmptyText("disposition"),
                fields.text("reason", ""),
                fields.bool("binding_change", false),
                fields.text("metadata_change", MetadataChange.NONE.wireName()),
                fields.text("migration_digest", ""));
        fields.finish();
        return change;
    }

    ObjectNode toJson() {
        ObjectNode node = Json.object().put("resource", resource).put("operation", operation);
        Json.putUnlessEmpty(node, "before_digest", beforeDigest);
        Json.putUnlessEmpty(node, "after_digest", afterDigest);
        node.put("disposition", disposition);
        Json.putUnlessEmpty(node, "reason", reason);
        if (bindingChange) {
            node.put("binding_change", true);
        }
        if (!metadataChange.equals(MetadataChange.NONE.wireName())) {
            node.put("metadata_change", metadataChange);
        }
        Json.putUnlessEmpty(node, "migration_digest", migrationDigest);
        return node;
    }
}

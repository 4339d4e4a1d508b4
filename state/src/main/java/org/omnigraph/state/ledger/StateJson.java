package org.omnigraph.state.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.omnigraph.state.json.InvalidJsonException;
import org.omnigraph.state.json.Json;
import org.omnigraph.state.json.JsonFields;
import org.omnigraph.state.json.JsonValue;

/// `state.json`, read strictly and written canonically (cluster-contract.md §4).
public final class StateJson {
    /// The only version that this program reads and writes.
    public static final long VERSION = 1;

    private StateJson() {}

    /// Reads a state.
    ///
    /// @throws InvalidJsonException if the text is not a version 1 state, an [UnsupportedStateVersionException] if
    ///     it says that it has another version
    public static ClusterState parse(byte[] bytes) {
        return parse(Json.parseObject(bytes));
    }

    /// The canonical bytes of a state.
    public static byte[] print(ClusterState state) {
        return Json.canonicalBytes(toNode(state));
    }

    static ClusterState parse(JsonNode node) {
        JsonFields fields = JsonFields.of(node, "");
        long version = fields.integer("version");
        if (version != VERSION) {
            throw new UnsupportedStateVersionException(version);
        }
        long revision = fields.integer("state_revision", 0);
        if (revision < 0 || revision == Long.MAX_VALUE) {
            throw fields.problem("state_revision", "is out of range");
        }
        JsonFields applied = fields.object("applied_revision");
        String configDigest = applied.text("config_digest", "");
        SortedMap<String, ResourceEntry> resources = new TreeMap<>();
        applied.entries("resources", (address, entry) -> resources.put(address, entry(address, entry)));
        applied.finish();
        SortedMap<String, ResourceStatus> statuses = new TreeMap<>();
        fields.entries("resource_statuses", (address, status) -> statuses.put(address, status(address, status)));
        ClusterState state = new ClusterState(
                revision,
                new AppliedRevision(configDigest, resources),
                statuses,
                values(fields, "approval_records"),
                values(fields, "recovery_records"),
                values(fields, "observations"));
        fields.finish();
        return state;
    }

    static ObjectNode toNode(ClusterState state) {
        ObjectNode node = Json.object();
        node.put("version", VERSION);
        node.put("state_revision", state.stateRevision());
        ObjectNode applied = node.putObject("applied_revision");
        if (!state.appliedRevision().configDigest().isEmpty()) {
            applied.put("config_digest", state.appliedRevision().configDigest());
        }
        ObjectNode resources = applied.putObject("resources");
        state.resources().forEach((address, entry) -> resources.set(address, toNode(entry)));
        ObjectNode statuses = node.putObject("resource_statuses");
        state.resourceStatuses().forEach((address, status) -> statuses.set(address, toNode(status)));
        putValues(node.putObject("approval_records"), state.approvalRecords());
        putValues(node.putObject("recovery_records"), state.recoveryRecords());
        putValues(node.putObject("observations"), state.observations());
        return node;
    }

    private static ResourceEntry entry(String address, JsonNode node) {
        JsonFields fields = JsonFields.of(node, "applied_revision.resources." + address);
        ResourceEntry entry = new ResourceEntry(
                fields.nonEmptyText("digest"),
                fields.texts("applies_to"),
                fields.bool("protect", false),
                onRemove(fields));
        fields.finish();
        return entry;
    }

    private static OnRemove onRemove(JsonFields fields) {
        String name = fields.text("on_remove", OnRemove.DELETE.wireName());
        for (OnRemove value : OnRemove.values()) {
            if (value.wireName().equals(name)) {
                return value;
            }
        }
        throw fields.problem("on_remove", "must be `delete` or `retain`");
    }

    private static ResourceStatus status(String address, JsonNode node) {
        JsonFields fields = JsonFields.of(node, "resource_statuses." + address);
        String name = fields.text("status");
        List<String> conditions = fields.texts("conditions");
        String message = fields.text("message", "");
        fields.finish();
        for (ResourceStatus.Status status : ResourceStatus.Status.values()) {
            if (status.wireName().equals(name)) {
                return new ResourceStatus(status, conditions, message);
            }
        }
        throw fields.problem("status", "has the unknown value `" + name + "`");
    }

    private static SortedMap<String, JsonValue> values(JsonFields fields, String name) {
        SortedMap<String, JsonValue> values = new TreeMap<>();
        fields.entries(name, (key, value) -> values.put(key, JsonValue.owning(value)));
        return values;
    }

    private static void putValues(ObjectNode node, SortedMap<String, JsonValue> values) {
        for (Map.Entry<String, JsonValue> entry : values.entrySet()) {
            entry.getValue().read(value -> node.set(entry.getKey(), value));
        }
    }

    private static ObjectNode toNode(ResourceEntry entry) {
        ObjectNode node = Json.object().put("digest", entry.digest());
        if (!entry.appliesTo().isEmpty()) {
            putTexts(node, "applies_to", entry.appliesTo());
        }
        if (entry.protect()) {
            node.put("protect", true);
        }
        if (entry.onRemove() != OnRemove.DELETE) {
            node.put("on_remove", entry.onRemove().wireName());
        }
        return node;
    }

    private static ObjectNode toNode(ResourceStatus status) {
        ObjectNode node = Json.object().put("status", status.status().wireName());
        putTexts(node, "conditions", status.conditions());
        if (!status.message().isEmpty()) {
            node.put("message", status.message());
        }
        return node;
    }

    private static void putTexts(ObjectNode node, String name, List<String> texts) {
        var array = node.putArray(name);
        texts.forEach(array::add);
    }
}

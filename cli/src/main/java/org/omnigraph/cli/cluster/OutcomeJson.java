package org.omnigraph.cli.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.omnigraph.catalog.address.ResourceAddress;
import org.omnigraph.catalog.schema.MigrationJson;
import org.omnigraph.cli.format.Advice;
import org.omnigraph.cli.format.DiagnosticJson;
import org.omnigraph.controlplane.config.Dependency;
import org.omnigraph.controlplane.plan.Change;
import org.omnigraph.controlplane.plan.MetadataChange;
import org.omnigraph.controlplane.task.CommandOutcome;
import org.omnigraph.controlplane.task.StateObservations;
import org.omnigraph.controlplane.task.StatusEntry;
import org.omnigraph.state.json.Json;

/// The pieces that the cluster commands' JSON documents share (cluster-contract.md §3). Every document begins with
/// `ok` and `config_dir` and ends with `diagnostics`.
final class OutcomeJson {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private OutcomeJson() {}

    static ObjectNode begin(CommandOutcome outcome) {
        return JSON.objectNode().put("ok", outcome.ok()).put("config_dir", outcome.configDir());
    }

    static ObjectNode end(ObjectNode node, CommandOutcome outcome) {
        node.set("diagnostics", DiagnosticJson.array(Advice.inFolder(outcome.diagnostics(), outcome.configDir())));
        return node;
    }

    static ObjectNode revision(String configDigest) {
        ObjectNode node = JSON.objectNode();
        Json.putUnlessEmpty(node, "config_digest", configDigest);
        return node;
    }

    static ObjectNode digests(SortedMap<String, String> digests) {
        ObjectNode node = JSON.objectNode();
        digests.forEach(node::put);
        return node;
    }

    static ObjectNode statuses(SortedMap<String, StatusEntry> statuses) {
        ObjectNode node = JSON.objectNode();
        for (Map.Entry<String, StatusEntry> entry : statuses.entrySet()) {
            ObjectNode status = node.putObject(entry.getKey());
            status.put("status", entry.getValue().status());
            entry.getValue().conditions().forEach(status.putArray("conditions")::add);
            Json.putUnlessEmpty(status, "message", entry.getValue().message());
        }
        return node;
    }

    static ObjectNode trees(SortedMap<String, JsonNode> trees) {
        ObjectNode node = JSON.objectNode();
        trees.forEach(node::set);
        return node;
    }

    static ArrayNode dependencies(List<Dependency> dependencies) {
        ArrayNode array = JSON.arrayNode();
        for (Dependency dependency : dependencies) {
            array.addObject()
                    .put("from", dependency.from().toString())
                    .put("to", dependency.to().toString());
        }
        return array;
    }

    static ArrayNode addresses(List<ResourceAddress> addresses) {
        ArrayNode array = JSON.arrayNode();
        addresses.forEach(address -> array.add(address.toString()));
        return array;
    }

    static ArrayNode changes(List<Change> changes) {
        ArrayNode array = JSON.arrayNode();
        for (Change change : changes) {
            array.add(change(change));
        }
        return array;
    }

    private static ObjectNode change(Change change) {
        ObjectNode node = JSON.objectNode()
                .put("resource", change.resource().toString())
                .put("operation", change.operation().wireName());
        Json.putUnlessEmpty(node, "before_digest", change.beforeDigest());
        Json.putUnlessEmpty(node, "after_digest", change.afterDigest());
        node.put("disposition", change.disposition().wireName());
        Json.putUnlessEmpty(node, "reason", change.reason());
        if (change.bindingChange()) {
            node.put("binding_change", true);
        }
        if (change.metadataChange() != MetadataChange.NONE) {
            node.put("metadata_change", change.metadataChange().wireName());
        }
        change.migration().ifPresent(plan -> node.set("migration", MigrationJson.toJson(plan)));
        return node;
    }

    static ObjectNode observations(StateObservations seen) {
        ObjectNode node = JSON.objectNode();
        node.put("state_path", seen.statePath())
                .put("lock_path", seen.lockPath())
                .put("state_found", seen.stateFound());
        Json.putUnlessEmpty(node, "applied_config_digest", seen.appliedConfigDigest());
        node.put("state_revision", seen.stateRevision());
        Json.putUnlessEmpty(node, "state_cas", seen.stateCas());
        node.put("resource_count", seen.resourceCount()).put("locked", seen.locked());
        Json.putUnlessEmpty(node, "lock_id", seen.lockId());
        node.put("lock_acquired", seen.lockAcquired());
        Json.putUnlessEmpty(node, "acquired_lock_id", seen.acquiredLockId());
        Json.putUnlessEmpty(node, "lock_operation", seen.lockOperation());
        Json.putUnlessEmpty(node, "lock_created_at", seen.lockCreatedAt());
        if (seen.lockPid() >= 0) {
            node.put("lock_pid", seen.lockPid());
        }
        if (seen.lockAgeSeconds() >= 0) {
            node.put("lock_age_seconds", seen.lockAgeSeconds());
        }
        return node;
    }
}

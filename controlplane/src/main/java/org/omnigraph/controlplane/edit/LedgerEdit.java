package org.omnigraph.controlplane.edit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.omnigraph.catalog.address.GraphId;
import org.omnigraph.catalog.payload.ContentDigest;
import org.omnigraph.state.approval.Approval;
import org.omnigraph.state.approval.ApprovalStore;
import org.omnigraph.state.json.JsonValue;
import org.omnigraph.state.ledger.ClusterState;
import org.omnigraph.state.ledger.OnRemove;
import org.omnigraph.state.ledger.ResourceEntry;
import org.omnigraph.state.ledger.ResourceStatus;

/// A ledger state in the making. Not safe for several threads.
public final class LedgerEdit {
    private final ClusterState before;
    private final ClusterState.Builder builder;

    public LedgerEdit(ClusterState before) {
        this.before = before;
        this.builder = before.toBuilder();
    }

    /// The state that this edit began with.
    public ClusterState before() {
        return before;
    }

    /// The state as it stands now.
    public ClusterState build() {
        return builder.build();
    }

    /// True if anything differs from what it was.
    public boolean isChanged() {
        return !build().equals(before);
    }

    /// True if what is applied differs from what it was; statuses and records do not count.
    public boolean isRevisionChanged() {
        return !builder.resources().equals(before.resources());
    }

    /// The ledger's digest of a resource; empty if it has none.
    public String digest(String address) {
        @Nullable ResourceEntry entry = builder.resources().get(address);
        return entry == null ? "" : entry.digest();
    }

    /// Addresses that the ledger has now.
    public List<String> addresses() {
        return new ArrayList<>(builder.resources().keySet());
    }

    public void configDigest(String digest) {
        builder.configDigest(digest);
    }

    /// Records the digest of a resource, leaving the rest of its entry as it is.
    public void applied(String address, String digest) {
        @Nullable ResourceEntry entry = builder.resources().get(address);
        builder.resources().put(address, entry == null ? ResourceEntry.of(digest) : entry.withDigest(digest));
    }

    /// Records the schema that a graph has, and the graph's digest, which follows from it.
    public void appliedSchema(GraphId graph, String digest) {
        applied("schema." + graph, digest);
        recomputeGraph(graph);
    }

    /// Says of a graph and its schema that they are as they are to be.
    public void graphApplied(GraphId graph) {
        status("schema." + graph, ResourceStatus.Status.APPLIED, "", "");
        status("graph." + graph, ResourceStatus.Status.APPLIED, "", "");
    }

    /// Records a policy with its bindings.
    public void appliedPolicy(String address, String digest, List<String> appliesTo) {
        applied(address, digest);
        builder.resources().computeIfPresent(address, (key, entry) -> entry.withAppliesTo(appliesTo));
    }

    /// Takes a resource out, its status too.
    public void remove(String address) {
        builder.resources().remove(address);
        builder.resourceStatuses().remove(address);
    }

    /// Takes the digest of a resource out and leaves its status to the caller.
    public void removeDigest(String address) {
        builder.resources().remove(address);
    }

    /// Makes the graph's composite digest follow from the schema and the queries that the ledger has. Without a
    /// schema there is no graph.
    public void recomputeGraph(GraphId graph) {
        String address = "graph." + graph;
        String schema = digest("schema." + graph);
        if (!ContentDigest.isValid(schema)) {
            if (schema.isEmpty()) {
                builder.resources().remove(address);
            }
            return;
        }
        String prefix = "query." + graph + ".";
        SortedMap<String, ContentDigest> queries = new TreeMap<>();
        for (Map.Entry<String, ResourceEntry> entry : builder.resources()
                .subMap(prefix, "query." + graph + (char) ('.' + 1))
                .entrySet()) {
            if (ContentDigest.isValid(entry.getValue().digest())) {
                queries.put(
                        entry.getKey().substring(prefix.length()),
                        new ContentDigest(entry.getValue().digest()));
            }
        }
        applied(
                address,
                ContentDigest.ofGraph(graph.value(), new ContentDigest(schema), queries)
                        .hex());
    }

    /// Records whether the graph is protected, and what its removal does.
    public void lifecycle(GraphId graph, boolean isProtected, OnRemove onRemove) {
        builder.resources()
                .computeIfPresent("graph." + graph, (key, entry) -> entry.withLifecycle(isProtected, onRemove));
    }

    /// Takes the graph with its schema and queries out and leaves a tombstone observation.
    ///
    /// @param how `deleted` or `retained`
    public void removeGraph(GraphId graph, String how, String at) {
        remove("graph." + graph);
        remove("schema." + graph);
        String prefix = "query." + graph + ".";
        String end = "query." + graph + (char) ('.' + 1);
        builder.resources().subMap(prefix, end).clear();
        builder.resourceStatuses().subMap(prefix, end).clear();
        ObjectNode tombstone = org.omnigraph.state.json.Json.object();
        tombstone.put("exists", how.equals("retained"));
        tombstone.put("tombstone", how);
        tombstone.put("observed_at", at);
        builder.observations().put("graph." + graph, JsonValue.owning(tombstone));
    }

    /// Sets a status; an equal one is left alone.
    public void status(String address, ResourceStatus.Status status, String condition, String message) {
        builder.resourceStatuses()
                .put(
                        address,
                        new ResourceStatus(status, condition.isEmpty() ? List.of() : List.of(condition), message));
    }

    /// The status as it stands now, or nothing.
    public @Nullable ResourceStatus status(String address) {
        return builder.resourceStatuses().get(address);
    }

    public void observation(String address, ObjectNode observation) {
        builder.observations().put(address, JsonValue.owning(observation));
    }

    /// Records that an approval was used; from here on it authorises nothing.
    public void consumed(Approval approval) {
        builder.approvalRecords().put(approval.approvalId(), ApprovalStore.toJson(approval));
    }

    /// Adds an audit entry about an interrupted change.
    public void recovery(String operationId, ObjectNode entry) {
        builder.recoveryRecords().put(operationId, JsonValue.owning(entry));
    }
}

package org.omnigraph.engine.commit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.omnigraph.engine.api.CommitInfo;
import org.omnigraph.engine.api.EntityKind;
import org.omnigraph.engine.table.StoredFile;
import org.omnigraph.engine.table.StoredFileJson;
import org.omnigraph.engine.table.TableFiles;
import org.omnigraph.engine.table.TableRef;
import org.omnigraph.state.commitlog.CommitRecord;
import org.omnigraph.state.json.InvalidJsonException;
import org.omnigraph.state.json.Json;
import org.omnigraph.state.json.JsonFields;
import org.omnigraph.state.json.JsonValue;
import org.omnigraph.state.store.KeyPrefix;

/// One graph commit: the body of one record of a branch's log (engine.md). All tables of the graph at that commit.
///
/// @param version its number in the branch's log
/// @param parents the commit before it; for a merge also the one that was merged; none for the first
/// @param identityDigest names the schema's permanent identities
/// @param tables by table name; files that have no commit yet are added by this one
/// @param purged metadata keys of the tables whose rows this commit drops for good: after it, their files go
/// @param requestId of the request that wrote it; empty for none
public record GraphCommit(
        String id,
        List<String> parents,
        String branch,
        long version,
        String actor,
        Instant createdAt,
        String operation,
        String schemaDigest,
        String identityDigest,
        SortedMap<String, TableRef> tables,
        List<String> purged,
        String requestId) {
    /// The operation of the record that ends a branch.
    public static final String BRANCH_DELETED = "branch_delete";

    public GraphCommit {
        parents = List.copyOf(parents);
        SortedMap<String, TableRef> stamped = new TreeMap<>(tables);
        stamped.replaceAll((name, table) -> table.stamped(id));
        tables = Collections.unmodifiableSortedMap(stamped);
        purged = List.copyOf(purged);
    }

    /// As clients see it.
    public CommitInfo info() {
        return new CommitInfo(
                id,
                branch,
                version,
                parents.isEmpty() ? "" : parents.get(0),
                parents.size() < 2 ? "" : parents.get(1),
                actor,
                createdAt,
                operation);
    }

    /// The body of its record. Table metadata is named relative to the graph's root, so that a root can be moved.
    JsonValue body(KeyPrefix root) {
        ObjectNode json = Json.object();
        json.put("graph_commit_id", id);
        parents.forEach(json.putArray("parents")::add);
        json.put("branch", branch);
        json.put("graph_manifest_version", version);
        if (!actor.isEmpty()) {
            json.put("actor", actor);
        }
        if (!requestId.isEmpty()) {
            json.put("request_id", requestId);
        }
        json.put("created_at", createdAt.toString());
        json.put("operation", operation);
        json.put("schema_digest", schemaDigest);
        json.put("schema_identity", identityDigest);
        ObjectNode tableNodes = json.putObject("tables");
        tables.forEach((name, table) -> {
            ObjectNode node = tableNodes.putObject(name);
            node.put("metadata_location", relative(root, table.metadataKey()));
            node.put("snapshot_id", table.snapshotId());
            node.put("sequence_number", table.sequenceNumber());
            node.put("rows", table.rows());
            node.set("files", StoredFileJson.encode(table.files().files(), root));
            if (!table.files().lists().isEmpty()) {
                node.set("file_lists", lists(table.files().lists(), root));
            }
        });
        if (!purged.isEmpty()) {
            purged.stream().map(key -> relative(root, key)).forEach(json.putArray("purged")::add);
        }
        return JsonValue.owning(json);
    }

    private static String relative(KeyPrefix root, String key) {
        return key.substring(root.value().length());
    }

    static GraphCommit of(CommitRecord record, KeyPrefix root) {
        return record.body().read(json -> {
            JsonFields fields = JsonFields.of(json, "body");
            SortedMap<String, TableRef> tables = new TreeMap<>();
            fields.entries("tables", (name, node) -> tables.put(name, table(name, node, root)));
            return new GraphCommit(
                    fields.nonEmptyText("graph_commit_id"),
                    fields.texts("parents"),
                    fields.nonEmptyText("branch"),
                    record.version(),
                    fields.text("actor", ""),
                    record.at(),
                    fields.nonEmptyText("operation"),
                    fields.nonEmptyText("schema_digest"),
                    fields.nonEmptyText("schema_identity"),
                    tables,
                    fields.texts("purged").stream()
                            .map(location -> root.key(location).value())
                            .toList(),
                    fields.text("request_id", ""));
        });
    }

    /// Their order counts.
    private static ArrayNode lists(List<StoredFile> lists, KeyPrefix root) {
        ArrayNode nodes = JsonNodeFactory.instance.arrayNode();
        lists.forEach(list -> nodes.add(StoredFileJson.encode(List.of(list), root)));
        return nodes;
    }

    private static TableRef table(String name, JsonNode node, KeyPrefix root) {
        JsonFields fields = JsonFields.of(node, "tables." + name);
        int dot = name.indexOf('.');
        EntityKind kind = switch (name.substring(0, Math.max(dot, 0))) {
            case "node" -> EntityKind.NODE;
            case "edge" -> EntityKind.EDGE;
            default -> throw new InvalidJsonException("`" + name + "` names no table");
        };
        String key = root.key(fields.nonEmptyText("metadata_location")).value();
        return new TableRef(
                kind,
                name.substring(dot + 1),
                key,
                key,
                fields.integer("snapshot_id"),
                fields.integer("sequence_number"),
                fields.integer("rows"),
                files(fields, node, root));
    }

    private static TableFiles files(JsonFields fields, JsonNode node, KeyPrefix root) {
        List<StoredFile> lists = new ArrayList<>();
        for (JsonNode list : node.path("file_lists")) {
            lists.addAll(StoredFileJson.decode(list, root));
        }
        return new TableFiles(StoredFileJson.decode(fields.value("files"), root), lists);
    }
}

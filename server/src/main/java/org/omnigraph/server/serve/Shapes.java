package org.omnigraph.server.serve;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.omnigraph.engine.api.ChangeResult;
import org.omnigraph.engine.api.CommitInfo;
import org.omnigraph.engine.api.LoadResult;
import org.omnigraph.engine.api.SnapshotInfo;
import org.omnigraph.engine.api.TableInfo;
import org.omnigraph.state.json.Json;

/// The JSON shapes of http-api.md §7 and §8, members in the contract's order.
public final class Shapes {
    /// The number of the graph format that this build reads and writes (engine.md, `format.json`).
    public static final int GRAPH_FORMAT = 1;

    private Shapes() {}

    public static ObjectNode commit(CommitInfo commit) {
        ObjectNode node = Json.object();
        node.put("graph_commit_id", commit.graphCommitId());
        nullable(node, "graph_branch", commit.branch().equals(Branches.MAIN) ? "" : commit.branch());
        node.put("graph_manifest_version", commit.manifestVersion());
        nullable(node, "parent_commit_id", commit.parentCommitId());
        nullable(node, "merged_parent_commit_id", commit.mergedParentCommitId());
        nullable(node, "actor_id", commit.actor());
        return node.put("created_at", micros(commit.createdAt()));
    }

    public static ObjectNode change(ChangeResult result) {
        ObjectNode node = Json.object();
        node.put("branch", result.branch());
        node.put("query_name", result.queryName());
        node.put("affected_nodes", result.affectedNodes());
        node.put("affected_edges", result.affectedEdges());
        nullable(node, "actor_id", result.actor());
        commit(node, result.commit());
        return node;
    }

    /// A LoadResult.
    ///
    /// @param uri empty where the shape has none
    /// @param baseBranch the request's `from`, empty for none
    public static ObjectNode load(LoadResult result, String uri, String baseBranch) {
        ObjectNode node = Json.object();
        if (!uri.isEmpty()) {
            node.put("uri", uri);
        }
        node.put("branch", result.branch());
        nullable(node, "base_branch", baseBranch);
        node.put("branch_created", false);
        node.put("mode", result.mode().wireName());
        counts(node.putArray("nodes"), result.nodes());
        counts(node.putArray("edges"), result.edges());
        node.put("total_entities", result.totalEntities());
        nullable(node, "actor_id", result.actor());
        commit(node, result.commit());
        return node;
    }

    public static ObjectNode snapshot(String branch, SnapshotInfo snapshot) {
        ObjectNode node = Json.object();
        node.put("graph_branch", branch);
        node.put("graph_manifest_version", snapshot.commit().manifestVersion());
        node.put("internal_schema_version", GRAPH_FORMAT);
        ArrayNode datasets = node.putArray("datasets");
        for (TableInfo table : snapshot.tables()) {
            ObjectNode dataset = datasets.addObject();
            dataset.put("entity_kind", table.kind().wireName());
            dataset.put("type_name", table.typeName());
            dataset.put("dataset_path", table.path());
            dataset.put("published_dataset_version", table.sequenceNumber());
            dataset.putNull("native_dataset_branch");
            dataset.put("entity_count", table.rows());
        }
        return node;
    }

    private static void counts(ArrayNode array, Map<String, Long> counts) {
        counts.forEach((name, count) -> array.addObject().put("name", name).put("entities_loaded", count));
    }

    private static void commit(ObjectNode node, Optional<CommitInfo> commit) {
        if (commit.isPresent()) {
            node.set("commit", commit(commit.get()));
        } else {
            node.putNull("commit");
        }
    }

    private static void nullable(ObjectNode node, String name, String value) {
        if (value.isEmpty()) {
            node.putNull(name);
        } else {
            node.put(name, value);
        }
    }

    private static long micros(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1_000);
    }
}

package org.omnigraph.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.omnigraph.catalog.schema.MigrationJson;
import org.omnigraph.engine.api.ChangeResult;
import org.omnigraph.engine.api.CommitInfo;
import org.omnigraph.engine.api.LoadResult;
import org.omnigraph.engine.api.ReadResult;
import org.omnigraph.engine.api.ReadTarget;
import org.omnigraph.engine.api.SchemaApplyResult;

/// The engine's results as the shapes of http-api.md §7, members in the order given there.
final class ResultJson {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private ResultJson() {}

    static ObjectNode of(ReadResult result) {
        ObjectNode node = JSON.objectNode().put("query_name", result.queryName());
        ObjectNode target = node.putObject("target");
        switch (result.target()) {
            case ReadTarget.Branch branch -> target.put("branch", branch.name()).putNull("snapshot");
            case ReadTarget.Snapshot snapshot -> target.putNull("branch").put("snapshot", snapshot.id());
        }
        node.put("row_count", result.rows().size());
        if (!result.columns().isEmpty()) {
            result.columns().forEach(node.putArray("columns")::add);
        }
        ArrayNode rows = node.putArray("rows");
        result.rows().forEach(rows::add);
        if (!result.graphCommitId().isEmpty()) {
            node.put("graph_commit_id", result.graphCommitId());
        }
        return node;
    }

    static ObjectNode of(ChangeResult result) {
        ObjectNode node = JSON.objectNode()
                .put("branch", result.branch())
                .put("query_name", result.queryName())
                .put("affected_nodes", result.affectedNodes())
                .put("affected_edges", result.affectedEdges());
        node.set("actor_id", textOrNull(result.actor()));
        node.set("commit", commit(result.commit()));
        return node;
    }

    static ObjectNode of(LoadResult result) {
        ObjectNode node = JSON.objectNode().put("branch", result.branch());
        node.putNull("base_branch")
                .put("branch_created", false)
                .put("mode", result.mode().wireName());
        node.set("nodes", counts(result.nodes()));
        node.set("edges", counts(result.edges()));
        node.put("total_entities", result.totalEntities());
        node.set("actor_id", textOrNull(result.actor()));
        node.set("commit", commit(result.commit()));
        return node;
    }

    /// `committed` and `graph_commit_id` are ours, behind what http-api.md §8 lists.
    static ObjectNode of(SchemaApplyResult result, String uri) {
        ObjectNode node = JSON.objectNode()
                .put("uri", uri)
                .put("supported", result.plan().supported())
                .put("applied", result.applied())
                .put("step_count", result.plan().steps().size())
                .put("graph_manifest_version", result.manifestVersion());
        ArrayNode steps = node.putArray("steps");
        result.plan().steps().forEach(step -> steps.add(MigrationJson.toJson(step)));
        return node.put("committed", result.committed())
                .put("graph_commit_id", result.head().graphCommitId());
    }

    private static ArrayNode counts(Map<String, Long> counts) {
        ArrayNode array = JSON.arrayNode();
        counts.forEach((name, count) -> array.addObject().put("name", name).put("entities_loaded", count));
        return array;
    }

    static JsonNode commit(Optional<CommitInfo> commit) {
        if (commit.isEmpty()) {
            return NullNode.instance;
        }
        CommitInfo info = commit.get();
        ObjectNode node = JSON.objectNode().put("graph_commit_id", info.graphCommitId());
        node.set(
                "graph_branch",
                info.branch().equals(ReadTarget.MAIN_BRANCH) ? NullNode.instance : JSON.textNode(info.branch()));
        node.put("graph_manifest_version", info.manifestVersion());
        node.set("parent_commit_id", textOrNull(info.parentCommitId()));
        node.set("merged_parent_commit_id", textOrNull(info.mergedParentCommitId()));
        node.set("actor_id", textOrNull(info.actor()));
        node.put("created_at", ChronoUnit.MICROS.between(Instant.EPOCH, info.createdAt()));
        return node;
    }

    private static JsonNode textOrNull(String text) {
        return text.isEmpty() ? NullNode.instance : JSON.textNode(text);
    }
}

package org.omnigraph.cli.contract;

import static org.omnigraph.cli.contract.Shape.array;
import static org.omnigraph.cli.contract.Shape.bool;
import static org.omnigraph.cli.contract.Shape.integer;
import static org.omnigraph.cli.contract.Shape.nullable;
import static org.omnigraph.cli.contract.Shape.object;
import static org.omnigraph.cli.contract.Shape.oneOf;
import static org.omnigraph.cli.contract.Shape.pattern;
import static org.omnigraph.cli.contract.Shape.ref;
import static org.omnigraph.cli.contract.Shape.string;

import org.omnigraph.engine.api.LoadMode;

/// The documents of the data commands: the shapes of http-api.md §7, which a server sends too.
final class DataShapes {
    private static final Shape NAME_OR_NULL = nullable(string());

    private DataShapes() {}

    static Shape read() {
        return object().with("query_name", string())
                .with("target", object().with("branch", NAME_OR_NULL).with("snapshot", NAME_OR_NULL))
                .with("row_count", integer())
                .maybe("columns", array(string()))
                .with("rows", array(Shape.type("object")))
                .maybe("graph_commit_id", string());
    }

    static Shape change() {
        return object().with("branch", string())
                .with("query_name", string())
                .with("affected_nodes", integer())
                .with("affected_edges", integer())
                .with("actor_id", NAME_OR_NULL)
                .with("commit", nullable(ref("commit")));
    }

    static Shape load() {
        Shape counts = array(object().with("name", string()).with("entities_loaded", integer()));
        return object().with("branch", string())
                .with("base_branch", NAME_OR_NULL)
                .with("branch_created", bool())
                .with("mode", oneOf(LoadMode.class, LoadMode::wireName))
                .with("nodes", counts)
                .with("edges", counts)
                .with("total_entities", integer())
                .with("actor_id", NAME_OR_NULL)
                .with("commit", nullable(ref("commit")));
    }

    static Shape init() {
        return object().with("uri", string()).with("graph_id", string()).with("commit", ref("commit"));
    }

    static Shape schemaPlan() {
        return object().with("ok", bool())
                .with("source_changed", bool())
                .with("step_count", integer())
                .with("migration", ref("migration"))
                .with("diagnostics", array(ref("diagnostic")));
    }

    /// `committed` and `graph_commit_id` are those of direct access.
    static Shape schemaApply() {
        return object().with("uri", string())
                .with("supported", bool())
                .with("applied", bool())
                .with("step_count", integer())
                .with("graph_manifest_version", integer())
                .with("steps", array(ref("migration_step")))
                .maybe("committed", bool())
                .maybe("graph_commit_id", pattern(Shape.ULID));
    }

    static Shape commit() {
        return object().with("graph_commit_id", pattern(Shape.ULID))
                .with("graph_branch", NAME_OR_NULL)
                .with("graph_manifest_version", integer())
                .with("parent_commit_id", NAME_OR_NULL)
                .with("merged_parent_commit_id", NAME_OR_NULL)
                .with("actor_id", NAME_OR_NULL)
                .with("created_at", integer());
    }
}

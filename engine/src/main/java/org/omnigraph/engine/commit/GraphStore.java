package org.omnigraph.engine.commit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.omnigraph.engine.api.GraphException;
import org.omnigraph.engine.api.GraphFailure;
import org.omnigraph.engine.api.ReadTarget;
import org.omnigraph.engine.table.GraphSnapshot;
import org.omnigraph.state.diagnostic.DiagnosticCode;

/// The commits of one incarnation of a graph: branch logs and schemas. Safe for use by many threads.
public final class GraphStore {
    private final GraphLayout layout;
    private final SchemaFiles schemas;
    private final ConcurrentMap<String, BranchLog> logs = new ConcurrentHashMap<>();

    public GraphStore(GraphLayout layout) {
        this.layout = layout;
        this.schemas = new SchemaFiles(layout);
    }

    public GraphLayout layout() {
        return layout;
    }

    public SchemaFiles schemas() {
        return schemas;
    }

    public BranchLog log(String branch) {
        return logs.computeIfAbsent(branch, name -> new BranchLog(layout, name));
    }

    /// The head of a branch.
    ///
    /// @throws GraphException with `NotFound` if there is no such branch
    public BranchHead head(String branch) {
        return log(branch)
                .head()
                .orElseThrow(() -> new GraphException(
                        DiagnosticCode.BRANCH_NOT_FOUND,
                        "The graph has no branch `" + branch + "`.",
                        new GraphFailure.NotFound("branch", branch)));
    }

    /// The commit that a target means.
    public GraphCommit commit(ReadTarget target) {
        return switch (target) {
            case ReadTarget.Branch(String name) -> head(name).commit();
            case ReadTarget.Snapshot(String id) -> find(id);
        };
    }

    /// The graph at a commit.
    public GraphSnapshot snapshot(GraphCommit commit) {
        SchemaFiles.Name name = new SchemaFiles.Name(commit.schemaDigest(), commit.identityDigest());
        return new GraphSnapshot(commit.info(), schemas.read(name), commit.tables());
    }

    /// The commits that a target sees, newest first.
    public List<GraphCommit> history(ReadTarget target) {
        GraphCommit from = commit(target);
        List<GraphCommit> seen = new ArrayList<>();
        for (GraphCommit commit : log(from.branch()).history()) {
            if (commit.version() <= from.version()) {
                seen.add(commit);
            }
        }
        return seen;
    }

    /// The names of the branches that exist, sorted.
    public List<String> branches() {
        List<String> names = new ArrayList<>();
        for (String name : layout.branchNames()) {
            if (log(name).head().isPresent()) {
                names.add(name);
            }
        }
        return List.copyOf(names);
    }

    private GraphCommit find(String id) {
        Optional<GraphCommit> onMain = log(ReadTarget.MAIN_BRANCH).find(id);
        if (onMain.isPresent()) {
            return onMain.get();
        }
        for (String branch : layout.branchNames()) {
            Optional<GraphCommit> found = log(branch).find(id);
            if (found.isPresent()) {
                return found.get();
            }
        }
        throw new GraphException(
                DiagnosticCode.SNAPSHOT_NOT_FOUND,
                "The graph has no commit `" + id + "`.",
                new GraphFailure.NotFound("commit", id));
    }
}

package org.omnigraph.engine.commit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.omnigraph.engine.api.GraphException;
import org.omnigraph.engine.api.GraphFailure;
import org.omnigraph.engine.api.ReadTarget;
import org.omnigraph.engine.table.GraphSnapshot;
import org.omnigraph.state.diagnostic.DiagnosticCode;

/// The commits of one incarnation of a graph: branch logs and schemas. Safe for use by many threads.
public final class GraphStore {
    /// Whoever asks for branches that never were makes no more logs than this.
    private static final int LOGS_MAX = 1_000;

    private final GraphLayout layout;
    private final SchemaFiles schemas;
    private final Cache<String, BranchLog> logs =
            Caffeine.newBuilder().maximumSize(LOGS_MAX).build();

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
        return logs.get(branch, name -> new BranchLog(layout, name));
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

    /// Commits that a target sees, newest first.
    ///
    /// @param before only older ones than this version; 0 for all
    /// @param limit at most so many
    public List<GraphCommit> history(ReadTarget target, long before, int limit) {
        GraphCommit from = commit(target);
        boolean whole = before == 0 || before > from.version();
        if (whole && limit > 0) {
            List<GraphCommit> seen = new ArrayList<>();
            seen.add(from);
            seen.addAll(log(from.branch()).history(from.version() - 1, limit - 1));
            return seen;
        }
        return log(from.branch()).history(before - 1, limit);
    }

    /// Whether there is such a branch.
    public boolean hasBranch(String name) {
        return log(name).head().isPresent();
    }

    /// The names of the branches that exist, sorted: one listing of their folders, however long their logs are, and
    /// the head of each.
    public List<String> branches() {
        return layout.branchNames().stream().filter(this::hasBranch).toList();
    }

    private GraphCommit find(String id) {
        Optional<GraphCommit> found = log(ReadTarget.MAIN_BRANCH).find(id);
        if (found.isEmpty() && CommitId.isShaped(id)) {
            for (String branch : layout.branchNames()) {
                if (found.isEmpty() && !branch.equals(ReadTarget.MAIN_BRANCH)) {
                    found = log(branch).find(id);
                }
            }
        }
        return found.orElseThrow(() -> new GraphException(
                DiagnosticCode.SNAPSHOT_NOT_FOUND,
                "The graph has no commit `" + id + "`.",
                new GraphFailure.NotFound("commit", id)));
    }
}

package org.omnigraph.engine.api;

import java.util.List;
import java.util.Optional;

/// What a mutation did.
///
/// @param commits the commit that was published, or nothing if the graph did not change; never more than one
public record ChangeResult(
        String branch,
        String queryName,
        long affectedNodes,
        long affectedEdges,
        String actor,
        List<CommitInfo> commits) {
    public ChangeResult {
        commits = List.copyOf(commits);
    }

    public Optional<CommitInfo> commit() {
        return commits.stream().findFirst();
    }
}

package org.omnigraph.engine.api;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a load did: one file, one commit.
///
/// @param nodes entities loaded by node type, types without any left out
/// @param edges entities loaded by edge type
/// @param commits the commit that was published, or nothing for an empty file; never more than one
public record LoadResult(
        String branch,
        LoadMode mode,
        SortedMap<String, Long> nodes,
        SortedMap<String, Long> edges,
        String actor,
        List<CommitInfo> commits) {
    public LoadResult {
        nodes = Collections.unmodifiableSortedMap(new TreeMap<>(nodes));
        edges = Collections.unmodifiableSortedMap(new TreeMap<>(edges));
        commits = List.copyOf(commits);
    }

    public long totalEntities() {
        long total = 0;
        for (long count : nodes.values()) {
            total += count;
        }
        for (long count : edges.values()) {
            total += count;
        }
        return total;
    }

    public Optional<CommitInfo> commit() {
        return commits.stream().findFirst();
    }
}

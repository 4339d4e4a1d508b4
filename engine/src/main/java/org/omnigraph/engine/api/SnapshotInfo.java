package org.omnigraph.engine.api;

import java.util.List;

/// What a graph holds at the head of a branch; tables sorted edges before nodes, then by name (http-api.md §8).
public record SnapshotInfo(CommitInfo commit, List<TableInfo> tables) {
    public SnapshotInfo {
        tables = List.copyOf(tables);
    }
}

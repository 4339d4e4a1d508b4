package org.omnigraph.engine.api;

import java.util.List;

/// What is known of a read's answer before its first row.
///
/// @param columns in projection order
/// @param rowCount how many rows will follow
/// @param graphCommitId the effective head of the snapshot that the rows come from
public record ReadHead(String queryName, ReadTarget target, List<String> columns, long rowCount, String graphCommitId) {
    public ReadHead {
        columns = List.copyOf(columns);
    }
}

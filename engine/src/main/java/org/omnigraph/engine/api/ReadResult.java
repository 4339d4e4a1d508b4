package org.omnigraph.engine.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// The rows of a read query (query-language.md §6, http-api.md §7).
///
/// @param columns in projection order
/// @param rows one object per row, members in column order, values as schema-language.md §3 prints them
/// @param graphCommitId the effective head of the snapshot that the rows come from
public record ReadResult(
        String queryName, ReadTarget target, List<String> columns, List<ObjectNode> rows, String graphCommitId) {
    public ReadResult {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }
}

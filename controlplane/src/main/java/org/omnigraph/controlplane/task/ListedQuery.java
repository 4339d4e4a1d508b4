package org.omnigraph.controlplane.task;

import java.util.List;
import org.omnigraph.catalog.payload.ContentDigest;
import org.omnigraph.catalog.query.QueryEntry;
import org.omnigraph.catalog.query.checked.ResultColumn;

/// One stored query as it was applied.
///
/// @param entry what the server's catalogue says of it
/// @param digest of the file that declares it
/// @param fit whether it fits the live schema
/// @param columns of its result; empty for a mutation, and unless it fits
public record ListedQuery(QueryEntry entry, ContentDigest digest, Fit fit, List<ResultColumn> columns) {
    public ListedQuery {
        columns = List.copyOf(columns);
    }

    /// How a query stands to the live schema of its graph.
    public enum Fit {
        FITS,
        BROKEN,
        /// The graph could not be opened.
        UNKNOWN
    }
}

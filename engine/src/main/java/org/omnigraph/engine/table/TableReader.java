package org.omnigraph.engine.table;

import java.util.List;

/// Reads the tables of a graph. Safe for use by many threads.
public interface TableReader {
    /// The column that each table has.
    String ID = "id";

    /// The column of an edge's source: the id of a node.
    String SRC = "src";

    /// The column of an edge's target: the id of a node.
    String DST = "dst";

    /// Streams the rows that match, in no particular order, reading no column that is not named here or in the
    /// filter. Nodes have `id` and their properties, edges `id`, `src`, `dst` and their properties, each under its
    /// current name in the schema of the snapshot that the table comes from.
    ///
    /// @throws org.omnigraph.state.store.StoreException if the store fails
    void scan(TableRef table, List<String> columns, RowFilter filter, BatchSink sink);
}

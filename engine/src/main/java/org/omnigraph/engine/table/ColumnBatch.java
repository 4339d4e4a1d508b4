package org.omnigraph.engine.table;

import java.util.List;

/// Some rows of a table, column by column, in the order in which the columns were asked for. Valid only until the
/// sink returns: the next batch may reuse the arrays.
public record ColumnBatch(int rows, List<ColumnVector> columns) {
    public ColumnBatch {
        columns = List.copyOf(columns);
    }

    public ColumnVector column(int index) {
        return columns.get(index);
    }
}

package org.omnigraph.engine.image;

import java.util.List;
import java.util.function.Consumer;
import org.omnigraph.catalog.schema.EdgeType;
import org.omnigraph.engine.api.EntityKind;
import org.omnigraph.engine.table.ColumnBatch;
import org.omnigraph.engine.table.GraphSnapshot;
import org.omnigraph.engine.table.RowFilter;
import org.omnigraph.engine.table.TableReader;

/// Rows of the base of a write. A type that the base does not have yet has none.
final class BaseRows {
    private BaseRows() {}

    @FunctionalInterface
    interface EdgeSink {
        void edge(String id, String src, String dst);
    }

    /// Gives the ids of a type.
    ///
    /// @param only if not empty, no other ids are wanted
    static void scanIds(
            GraphSnapshot base,
            TableReader reader,
            EntityKind kind,
            String typeName,
            List<String> only,
            Consumer<String> each) {
        RowFilter filter = only.isEmpty() ? RowFilter.ALL : RowFilter.ids(only);
        reader.scan(base.table(kind, typeName), List.of(TableReader.ID), filter, batch -> {
            for (int row = 0; row < batch.rows(); row++) {
                each.accept(text(batch, 0, row));
            }
            return true;
        });
    }

    static void scanEdges(GraphSnapshot base, TableReader reader, EdgeType edge, EdgeSink sink) {
        List<String> columns = List.of(TableReader.ID, TableReader.SRC, TableReader.DST);
        reader.scan(base.table(EntityKind.EDGE, edge.name()), columns, RowFilter.ALL, batch -> {
            for (int row = 0; row < batch.rows(); row++) {
                sink.edge(text(batch, 0, row), text(batch, 1, row), text(batch, 2, row));
            }
            return true;
        });
    }

    static String text(ColumnBatch batch, int column, int row) {
        Object value = batch.column(column).value(row);
        if (value == null) {
            throw new IllegalStateException("a row without id or endpoint");
        }
        return value.toString();
    }
}

package org.omnigraph.engine.table;

import java.util.Collection;
import java.util.List;

/// Which rows a scan shall give. Exact: no other row is given.
public sealed interface RowFilter {
    RowFilter ALL = new All();

    record All() implements RowFilter {}

    /// Rows whose value in a String column (`id`, `src`, `dst` or a String or enum property) is one of these. Files
    /// that cannot hold one are not opened.
    record In(String column, List<String> values) implements RowFilter {
        public In {
            values = List.copyOf(values);
        }
    }

    /// The rows with these ids.
    static RowFilter ids(Collection<String> ids) {
        return new In(TableReader.ID, List.copyOf(ids));
    }
}

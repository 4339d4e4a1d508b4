package org.omnigraph.engine.query.column;

import org.omnigraph.engine.api.GraphException;
import org.omnigraph.engine.api.GraphFailure;
import org.omnigraph.state.diagnostic.DiagnosticCode;

/// What can be counted by the 32-bit numbers of a view's arrays. Refused before it overflows: [GraphException] with
/// [GraphFailure.ResourceLimit] and code `budget_exceeded`.
public final class ColumnLimits {
    /// Rows of one table, and strings of one [StringTable]. Twice as many, which is what both directions of the edges
    /// and the slots of a hash index need, still fit into one array.
    public static final int ROWS_MAX = 1 << 29;

    /// Entries of one array: list items of a column, tokens of an index.
    public static final int ENTRIES_MAX = Integer.MAX_VALUE - 8;

    private ColumnLimits() {}

    /// Refuses a table with more rows than a view can number.
    ///
    /// @param what for the message
    public static void checkRows(long rows, String what) {
        check(rows, ROWS_MAX, "rows", what);
    }

    /// A number of entries as an array's length.
    ///
    /// @param what for the message
    public static int entries(long count, String what) {
        check(count, ENTRIES_MAX, "entries", what);
        return (int) count;
    }

    private static void check(long actual, long max, String unit, String what) {
        if (actual > max) {
            throw new GraphException(
                    DiagnosticCode.BUDGET_EXCEEDED,
                    what + " has " + actual + " " + unit + ", and a query can read at most " + max
                            + "; read the graph's Iceberg tables with a distributed engine",
                    new GraphFailure.ResourceLimit("view_" + unit, max, actual));
        }
    }
}

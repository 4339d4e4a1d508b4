package org.omnigraph.engine.query.budget;

import java.util.function.LongSupplier;
import org.omnigraph.engine.api.GraphException;
import org.omnigraph.engine.api.GraphFailure;
import org.omnigraph.state.diagnostic.DiagnosticCode;

/// The account of one running query. Crossing a limit is a [GraphException] with [GraphFailure.ResourceLimit] and
/// code `budget_exceeded`; nothing was changed by then. Used by one thread.
public final class QueryBudget {
    private static final int ROWS_PER_CLOCK_READ = 8192;

    private final QueryLimits limits;
    private final LongSupplier nanoTime;
    private final long startNanos;
    private long rows;
    private long rowsAtClockRead;
    private long bytes;

    /// @param nanoTime a clock like [System#nanoTime]
    public QueryBudget(QueryLimits limits, LongSupplier nanoTime) {
        this.limits = limits;
        this.nanoTime = nanoTime;
        this.startNanos = nanoTime.getAsLong();
    }

    /// Counts rows that an operator is about to hand on, or steps of comparable cost.
    public void useRows(long count) {
        rows += count;
        if (rows > limits.rows()) {
            throw exceeded("rows", limits.rows(), rows);
        }
        if (rows - rowsAtClockRead >= ROWS_PER_CLOCK_READ) {
            rowsAtClockRead = rows;
            checkTime();
        }
    }

    /// Counts memory that the query keeps.
    public void useBytes(long count) {
        bytes += count;
        if (bytes > limits.memoryBytes()) {
            throw exceeded("memory", limits.memoryBytes(), bytes);
        }
    }

    /// Counts memory that the query no longer keeps.
    public void releaseBytes(long count) {
        bytes -= count;
    }

    /// Reads the clock.
    public void checkTime() {
        long elapsed = nanoTime.getAsLong() - startNanos;
        if (elapsed > limits.time().toNanos()) {
            throw exceeded("time", limits.time().toMillis(), elapsed / 1_000_000);
        }
    }

    private static GraphException exceeded(String resource, long limit, long actual) {
        String unit = switch (resource) {
            case "rows" -> " intermediate rows";
            case "memory" -> " bytes of memory";
            default -> " ms";
        };
        return new GraphException(
                DiagnosticCode.BUDGET_EXCEEDED,
                "the query needs more than its budget of " + limit + unit
                        + "; narrow it with more clauses, or add a limit",
                new GraphFailure.ResourceLimit(resource, limit, actual));
    }
}

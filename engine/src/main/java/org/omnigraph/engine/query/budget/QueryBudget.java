package org.omnigraph.engine.query.budget;

import org.omnigraph.engine.api.GraphException;
import org.omnigraph.engine.api.GraphFailure;
import org.omnigraph.engine.work.WorkScope;
import org.omnigraph.state.diagnostic.DiagnosticCode;

/// The account of one running query: counts rows and memory, and asks the request's [WorkScope] for time and turn.
/// Crossing a limit is a [GraphException] with [GraphFailure.ResourceLimit] and code `budget_exceeded`; nothing was
/// changed by then. Used by one thread.
public final class QueryBudget {
    private final QueryLimits limits;
    private final WorkScope scope;
    private long rows;
    private long bytes;

    /// @param scope of the request; its account holds the query's memory until it is closed
    public QueryBudget(QueryLimits limits, WorkScope scope) {
        this.limits = limits;
        this.scope = scope;
    }

    /// Counts rows that an operator is about to hand on, or steps of comparable cost.
    public void useRows(long count) {
        rows += count;
        if (rows > limits.rows()) {
            throw exceeded("rows", limits.rows(), rows, " intermediate rows");
        }
        scope.check((int) Math.min(count, Integer.MAX_VALUE));
    }

    /// Reserves memory that the query is about to keep.
    public void useBytes(long count) {
        if (count < 0 || bytes + count > limits.memoryBytes()) {
            throw exceeded("memory", limits.memoryBytes(), bytes + count, " bytes of memory");
        }
        scope.memory().grow(count);
        bytes += count;
    }

    /// Gives back memory that the query no longer keeps.
    public void releaseBytes(long count) {
        bytes -= count;
        scope.memory().shrink(count);
    }

    /// One step of a loop whose length depends on data, see [WorkScope#check].
    public void step() {
        scope.check();
    }

    /// Steps of a loop, done at once.
    public void steps(int count) {
        scope.check(count);
    }

    /// Ends the query if its time is up or nobody wants it any more.
    public void checkTime() {
        scope.checkNow();
    }

    private static GraphException exceeded(String resource, long limit, long actual, String unit) {
        return new GraphException(
                DiagnosticCode.BUDGET_EXCEEDED,
                "the query needs more than its budget of " + limit + unit
                        + "; narrow it with more clauses, or add a limit",
                new GraphFailure.ResourceLimit(resource, limit, actual));
    }
}

package org.omnigraph.server.serve;

import java.util.concurrent.Callable;
import org.omnigraph.engine.work.Intake;
import org.omnigraph.engine.work.Lanes;
import org.omnigraph.engine.work.Reservation;
import org.omnigraph.engine.work.WorkScope;
import org.slf4j.MDC;

/// One request's share of the [Workbench]: its account, its deadline, and the way to a turn on the processors.
/// Queries and writes are done through it, on threads apart from those that serve health, metrics and small
/// answers.
public final class Work implements AutoCloseable {
    /// The logging context's name of the request id.
    public static final String REQUEST_ID = "request_id";

    private final Lanes lanes;
    private final WorkScope scope;
    private final String requestId;

    Work(Lanes lanes, WorkScope scope, String requestId) {
        this.lanes = lanes;
        this.scope = scope;
        this.requestId = requestId;
    }

    /// Does a read as soon as there is a turn.
    ///
    /// @throws org.omnigraph.engine.api.GraphException with `Busy` if too many wait
    public <T> T read(Callable<T> task) {
        return call(Lanes.Kind.READ, task);
    }

    /// Does a write as soon as there is a turn.
    ///
    /// @throws org.omnigraph.engine.api.GraphException with `Busy` if too many wait
    public <T> T write(Callable<T> task) {
        return call(Lanes.Kind.WRITE, task);
    }

    /// The request's name, in logs, answers and commit records.
    public String requestId() {
        return requestId;
    }

    /// What the request holds of the process's memory. Waits for memory know the deadline within [#waiting].
    public Reservation memory() {
        return scope.memory();
    }

    /// What the request's body holds of it, beyond a small one.
    public Intake.Part intake() {
        return scope.intake();
    }

    /// Does something that is not work, but waits: for a body, for memory.
    public <T> T waiting(Callable<T> task) {
        return unchecked(() -> scope.call(task::call));
    }

    /// Ends the work at its next check: nobody waits for it any more.
    public void cancel() {
        scope.cancel();
    }

    /// Gives the memory back.
    @Override
    public void close() {
        scope.close();
    }

    private <T> T call(Lanes.Kind kind, Callable<T> task) {
        return unchecked(() -> lanes.call(kind, scope, () -> {
            MDC.put(REQUEST_ID, requestId);
            try {
                return task.call();
            } finally {
                MDC.remove(REQUEST_ID);
            }
        }));
    }

    private static <T> T unchecked(Callable<T> task) {
        try {
            return task.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("work throws no checked exceptions", e);
        }
    }
}

package org.omnigraph.engine.work;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.omnigraph.engine.api.GraphException;
import org.omnigraph.engine.api.GraphFailure;
import org.omnigraph.state.diagnostic.DiagnosticCode;

/// One request while it is worked on: its deadline, whether it was cancelled, its account at the [MemoryPool],
/// and its turn on the processors where [Lanes] gave it one. Bound around the work, so that every loop below
/// can ask.
///
/// [#check] is for inner loops: it looks at the clock about five times a millisecond, however often it is called. One
/// thread works at a time; only [#cancel] and the questions are for others. Whoever makes a scope closes it, which
/// gives its memory back.
public final class WorkScope implements AutoCloseable {
    private static final ScopedValue<WorkScope> CURRENT = ScopedValue.newInstance();

    /// How much time there should be between two looks at the clock.
    private static final long LOOK_NANOS = 200_000;

    private static final int CALLS_MAX = 1 << 10;
    private static final Duration FOREVER = Duration.ofDays(3650);

    private final String actor;
    private final Duration time;
    private final LongSupplier nanoTime;
    private final long start;
    private final Reservation memory;
    private final Intake.Part intake;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private volatile boolean isCancelled;
    private volatile @Nullable Thread waiter;
    private Turns.@Nullable Job job;
    private int callsLeft;
    private int callsPerLook = 1;
    private long lastLook;

    /// @param pool where the request's memory comes from
    /// @param what the word for a person: what is done
    /// @param actor whose request it is, for fairness; empty if unknown
    /// @param time until the deadline, from now
    /// @param nanoTime a clock like [System#nanoTime]
    public WorkScope(MemoryPool pool, String what, String actor, Duration time, LongSupplier nanoTime) {
        this(pool.open(what), actor, time, nanoTime);
    }

    private WorkScope(Reservation memory, String actor, Duration time, LongSupplier nanoTime) {
        this.actor = actor;
        this.time = time.compareTo(FOREVER) > 0 ? FOREVER : time;
        this.nanoTime = nanoTime;
        this.start = nanoTime.getAsLong();
        this.lastLook = start;
        this.memory = memory;
        this.intake = memory.intake();
    }

    /// A scope with its own account and no deadline, for work in the background or at a terminal.
    public static WorkScope withoutDeadline(MemoryPool pool, String what) {
        return new WorkScope(pool, what, "", FOREVER, System::nanoTime);
    }

    /// The scope that this code runs in. Outside of any, a fresh one without bounds: code of this module may always
    /// ask, and only what was bound is bounded.
    public static WorkScope current() {
        return CURRENT.isBound() ? CURRENT.get() : withoutDeadline(MemoryPool.unbounded(), "work");
    }

    /// Runs the work in the scope of the request, or, where nobody made one, in one of its own.
    ///
    /// @param own makes that one; it is closed here
    public static <T> T within(Supplier<WorkScope> own, ScopedValue.CallableOp<T, RuntimeException> work) {
        if (CURRENT.isBound()) {
            return work.call();
        }
        try (WorkScope scope = own.get()) {
            return scope.call(work);
        }
    }

    /// Whether this code runs in a scope.
    public static boolean isBound() {
        return CURRENT.isBound();
    }

    /// Runs the work in this scope.
    public <T extends @Nullable Object, X extends Throwable> T call(ScopedValue.CallableOp<? extends T, X> work)
            throws X {
        return ScopedValue.where(CURRENT, this).call(work);
    }

    /// Runs the work in this scope.
    public void run(Runnable work) {
        ScopedValue.where(CURRENT, this).run(work);
    }

    /// Whose request it is; empty if unknown.
    public String actor() {
        return actor;
    }

    /// The request's account.
    public Reservation memory() {
        return memory;
    }

    /// What the request's body holds; given back with the rest of its memory.
    public Intake.Part intake() {
        return intake;
    }

    /// Asks the work to end: its next check throws. May be called by any thread, at any time, more than once.
    public void cancel() {
        isCancelled = true;
        ended.complete(null);
        LockSupport.unpark(waiter);
    }

    public boolean isCancelled() {
        return isCancelled;
    }

    /// Completes when the request is cancelled, for those who wait for something else as well.
    public CompletableFuture<Void> cancellation() {
        return ended;
    }

    /// How much time is left; not negative.
    public Duration remaining() {
        Duration left = time.minusNanos(nanoTime.getAsLong() - start);
        return left.isNegative() ? Duration.ZERO : left;
    }

    /// The request's clock.
    public long nanoTime() {
        return nanoTime.getAsLong();
    }

    /// Ends the work if its time is up or it was cancelled, and lets others have a turn. Cheap: call it once per step
    /// of any loop whose length depends on data.
    ///
    /// @throws GraphException with `ResourceLimit` for time, or `Cancelled`
    public void check() {
        if (--callsLeft < 0) {
            look();
        }
    }

    /// As [#check], for a step that did the work of so many.
    public void check(int steps) {
        callsLeft -= steps;
        if (callsLeft < 0) {
            look();
        }
    }

    /// As [#check], but looks now: for steps that are long in themselves.
    public void checkNow() {
        if (isCancelled) {
            throw cancelled();
        }
        long now = nanoTime.getAsLong();
        lastLook = now;
        long elapsed = now - start;
        if (elapsed > time.toNanos()) {
            throw new GraphException(
                    DiagnosticCode.BUDGET_EXCEEDED,
                    "the request needs more than its time of " + time.toMillis()
                            + " ms; narrow it with more clauses, or add a limit",
                    new GraphFailure.ResourceLimit("time", time.toMillis(), elapsed / 1_000_000));
        }
        Turns.Job mine = job;
        if (mine != null) {
            mine.yieldIfDue(now);
        }
    }

    /// Between this and its closing the work waits for something that is not the processor: its turn goes to others,
    /// and nobody waits for its memory.
    public Idle idle() {
        return new Idle(this);
    }

    /// Gives the request's memory back. Later calls do nothing.
    @Override
    public void close() {
        intake.close();
        memory.close();
    }

    static GraphException cancelled() {
        return new GraphException(
                DiagnosticCode.REQUEST_CANCELLED, "the request was cancelled", new GraphFailure.Cancelled());
    }

    void enter(Turns.@Nullable Job newJob) {
        job = newJob;
    }

    /// The thread to wake on [#cancel]; null for none.
    void wakeOnCancel(@Nullable Thread thread) {
        waiter = thread;
    }

    /// Adapts the number of calls between two looks to what a call costs here.
    private void look() {
        long before = lastLook;
        checkNow();
        long passed = lastLook - before;
        if (passed > LOOK_NANOS) {
            callsPerLook = (int) Math.max(1, callsPerLook * LOOK_NANOS / passed);
        } else if (passed < LOOK_NANOS / 2) {
            callsPerLook = Math.min(CALLS_MAX, callsPerLook * 2);
        }
        callsLeft = callsPerLook;
    }

    /// A wait, from its opening to its closing.
    public static final class Idle implements AutoCloseable {
        private final WorkScope scope;

        private Idle(WorkScope scope) {
            this.scope = scope;
            scope.memory.pause();
            Turns.Job job = scope.job;
            if (job != null) {
                job.leave();
            }
        }

        /// Takes up the work again, once there is a turn.
        @Override
        public void close() {
            scope.memory.resume();
            Turns.Job job = scope.job;
            if (job != null) {
                job.waitForTurn();
            }
        }
    }
}

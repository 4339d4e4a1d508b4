package org.omnigraph.engine.work;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.omnigraph.engine.api.GraphException;
import org.omnigraph.engine.api.GraphFailure;
import org.omnigraph.state.diagnostic.DiagnosticCode;

/// Admission to the processors. Work runs on platform threads of its own, but only as many at a time as there are
/// turns; the others wait. What runs looks up now and then ([WorkScope#check]) and gives its turn away to work
/// that has used less so far, so that a short query passes any number of long ones: feedback queues by used
/// time, in five levels; within a level actors take turns, whoever has had least first. One more turn, for work
/// in its first milliseconds only, keeps short work from waiting for the next check of a long one. Work that
/// waits long rises a level a second, so that nobody waits for ever.
///
/// Waiting is bounded, for each kind and for each actor; beyond, work is refused with [GraphFailure.Busy] and a
/// time after which to try again, worked out from how long work took lately. Safe for use by many threads.
public final class Lanes implements AutoCloseable {
    private static final int LEVELS = 5;
    private static final long FIRST_LEVEL_NANOS = 5_000_000;
    private static final long LEVEL_FACTOR = 10;
    private static final long QUANTUM_NANOS = 20_000_000;
    private static final long RISE_NANOS = 1_000_000_000;
    private static final long RETRY_SECONDS_MAX = 60;

    /// What work does, which decides the queue that it waits in.
    public enum Kind {
        READ,
        WRITE
    }

    /// The bounds.
    ///
    /// @param turns how many may work at one time
    /// @param perActor how many one actor may have in flight, waiting or working
    /// @param waitingReads how many reads may wait for their first turn
    /// @param waitingWrites how many writes may
    /// @param started how many may have begun and not ended, with a turn or without
    public record Limits(int turns, int perActor, int waitingReads, int waitingWrites, int started) {
        /// For a machine with so many processors: a turn for each, 16 in flight per actor, 64 waiting of each
        /// kind, and 128 begun (a thread with its stack each; what they hold of memory the [MemoryPool]
        /// bounds).
        public static Limits ofCores(int cores) {
            return new Limits(cores, 16, 64, 64, Math.max(128, 2 * cores));
        }
    }

    private final Limits limits;
    private final LongSupplier nanoTime;
    private final ExecutorService threads;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Job> queue = new ArrayList<>();
    private final Map<String, Actor> actors = new HashMap<>();
    private final Map<Kind, Integer> waitingByKind = new EnumMap<>(Kind.class);
    private int freeTurns;
    private boolean isExpressFree = true;
    private int started;
    private long sequence;
    private double meanNanos = 10_000_000;

    /// The lowest level that waits; work above it gives way.
    private volatile int waitingLevel = LEVELS;

    /// @param nanoTime a clock like [System#nanoTime]
    public Lanes(Limits limits, LongSupplier nanoTime) {
        this.limits = limits;
        this.nanoTime = nanoTime;
        this.freeTurns = limits.turns();
        this.threads = new ThreadPoolExecutor(
                0,
                Integer.MAX_VALUE,
                10,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                Thread.ofPlatform().name("omnigraph-work-", 0).daemon().factory());
    }

    /// Does the work in the scope on one of the lanes' threads, as soon as there is a turn; returns when it has
    /// ended. Interrupting the caller cancels the scope. The scope stays open: it belongs to the caller.
    ///
    /// @throws GraphException with `Busy` if it is refused, `ResourceLimit` if its time passed while it waited
    public <T> T call(Kind kind, WorkScope scope, Callable<T> work) throws Exception {
        CompletableFuture<T> done = submit(kind, scope, work);
        while (true) {
            try {
                return done.get();
            } catch (ExecutionException e) {
                switch (e.getCause()) {
                    case Exception cause -> throw cause;
                    case Error cause -> throw cause;
                    case null, default -> throw e;
                }
            } catch (InterruptedException e) {
                scope.cancel();
                // The work sees it at its next check; what it holds must not outlive this call.
                try {
                    return done.join();
                } catch (java.util.concurrent.CompletionException _) {
                    Thread.currentThread().interrupt();
                    throw WorkScope.cancelled();
                }
            }
        }
    }

    /// As [#call], without waiting for the end.
    ///
    /// @throws GraphException with `Busy` if it is refused
    public <T> CompletableFuture<T> submit(Kind kind, WorkScope scope, Callable<T> work) {
        Job job = admit(kind, scope);
        CompletableFuture<T> done = new CompletableFuture<>();
        try {
            threads.execute(() -> work(job, scope, work, done));
        } catch (RuntimeException | Error e) {
            end(job, scope);
            throw e;
        }
        return done;
    }

    private <T> void work(Job job, WorkScope scope, Callable<T> work, CompletableFuture<T> done) {
        T result;
        try {
            job.begin();
            scope.enter(job);
            result = scope.call(work::call);
        } catch (Throwable e) {
            // Whoever waits for the result hears of it; the turn is free before.
            end(job, scope);
            done.completeExceptionally(e);
            return;
        }
        end(job, scope);
        done.complete(result);
    }

    /// How many of this kind wait for their first turn.
    public int waiting(Kind kind) {
        lock.lock();
        try {
            return waitingByKind.getOrDefault(kind, 0);
        } finally {
            lock.unlock();
        }
    }

    /// How many have a turn now.
    public int working() {
        lock.lock();
        try {
            return limits.turns() - freeTurns + (isExpressFree ? 0 : 1);
        } finally {
            lock.unlock();
        }
    }

    /// How many have begun and not ended.
    public int started() {
        lock.lock();
        try {
            return started;
        } finally {
            lock.unlock();
        }
    }

    /// Takes no more work. What is under way goes on.
    @Override
    public void close() {
        threads.shutdown();
    }

    private Job admit(Kind kind, WorkScope scope) {
        lock.lock();
        try {
            Actor known = actors.get(scope.actor());
            if (known != null && known.inFlight >= limits.perActor()) {
                throw busy("actor_requests", limits.perActor(), known.inFlight);
            }
            int bound = switch (kind) {
                case READ -> limits.waitingReads();
                case WRITE -> limits.waitingWrites();
            };
            boolean goesAtOnce = freeTurns > 0 && started < limits.started();
            if (!goesAtOnce && waitingByKind.getOrDefault(kind, 0) >= bound) {
                throw busy(kind == Kind.READ ? "waiting_reads" : "waiting_writes", bound, bound);
            }
            Actor actor = actors.computeIfAbsent(scope.actor(), _ -> new Actor(leastUsed()));
            actor.inFlight++;
            waitingByKind.merge(kind, 1, Integer::sum);
            return new Job(kind, scope, actor);
        } finally {
            lock.unlock();
        }
    }

    private void end(Job job, WorkScope scope) {
        scope.enter(null);
        lock.lock();
        try {
            job.giveTurnBack();
            if (job.hasStarted) {
                started--;
                meanNanos += (job.used - meanNanos) / 16;
            } else {
                waitingByKind.merge(job.kind, -1, Integer::sum);
            }
            if (--job.actor.inFlight == 0) {
                actors.values().remove(job.actor);
            }
            dispatch();
        } finally {
            lock.unlock();
        }
    }

    /// A newcomer starts level with the least served, not far ahead of everybody.
    private long leastUsed() {
        return actors.values().stream().mapToLong(actor -> actor.used).min().orElse(0);
    }

    /// Hands free turns to the best of those who wait. Under the lock.
    private void dispatch() {
        long now = nanoTime.getAsLong();
        while (freeTurns > 0) {
            Job best = best(now, LEVELS);
            if (best == null) {
                break;
            }
            freeTurns--;
            best.grant(Turn.REGULAR, now);
        }
        if (isExpressFree && freeTurns == 0) {
            Job best = best(now, 1);
            if (best != null && best.used < FIRST_LEVEL_NANOS) {
                isExpressFree = false;
                best.grant(Turn.EXPRESS, now);
            }
        }
        int lowest = LEVELS;
        for (Job job : queue) {
            lowest = Math.min(lowest, job.mayStart() ? job.level(now) : LEVELS);
        }
        waitingLevel = lowest;
    }

    private @Nullable Job best(long now, int belowLevel) {
        Job best = null;
        for (Job job : queue) {
            if (job.mayStart() && job.level(now) < belowLevel && (best == null || job.isBefore(best, now))) {
                best = job;
            }
        }
        return best;
    }

    private GraphException busy(String resource, long limit, long actual) {
        int ahead = queue.size() + started;
        double seconds = ahead * meanNanos / limits.turns() / 1e9;
        long retry = Math.clamp((long) Math.ceil(seconds), 1, RETRY_SECONDS_MAX);
        String reason = resource.equals("actor_requests")
                ? "this actor has " + limit + " requests under way, which is as many as one may have"
                : "there are " + limit + " requests waiting already";
        return new GraphException(
                DiagnosticCode.TOO_BUSY,
                reason + "; try again in " + retry + " s",
                new GraphFailure.Busy(resource, limit, actual + 1, retry));
    }

    private enum Turn {
        NONE,
        REGULAR,
        EXPRESS
    }

    /// One actor with work in flight.
    private static final class Actor {
        private int inFlight;
        private long used;

        Actor(long used) {
            this.used = used;
        }
    }

    /// One piece of admitted work.
    final class Job {
        private final Kind kind;
        private final WorkScope scope;
        private final Actor actor;
        private volatile Turn turn = Turn.NONE;
        private @Nullable Thread thread;
        private boolean hasStarted;
        private long used;
        private long turnBegin;
        private long waitBegin;
        private long place;

        private Job(Kind kind, WorkScope scope, Actor actor) {
            this.kind = kind;
            this.scope = scope;
            this.actor = actor;
        }

        /// Waits for the first turn.
        private void begin() {
            waitForTurn();
        }

        /// Lets others have the turn while this work waits for something else.
        void leave() {
            lock.lock();
            try {
                giveTurnBack();
                dispatch();
            } finally {
                lock.unlock();
            }
        }

        void comeBack() {
            waitForTurn();
        }

        /// Gives the turn away if somebody waits who has used less, or as little and for long enough.
        void yieldIfDue(long now) {
            Turn mine = turn;
            if (mine == Turn.NONE) {
                return;
            }
            long inTurn = now - turnBegin;
            if (mine == Turn.EXPRESS) {
                if (used + inTurn < FIRST_LEVEL_NANOS) {
                    return;
                }
            } else {
                int waits = waitingLevel;
                int level = levelOf(used + inTurn);
                if (waits > level || (waits == level && inTurn < QUANTUM_NANOS)) {
                    return;
                }
            }
            lock.lock();
            try {
                giveTurnBack();
                enqueue();
                dispatch();
            } finally {
                lock.unlock();
            }
            park();
        }

        private void waitForTurn() {
            lock.lock();
            try {
                enqueue();
                dispatch();
            } finally {
                lock.unlock();
            }
            park();
        }

        /// Under the lock.
        private void enqueue() {
            thread = Thread.currentThread();
            waitBegin = nanoTime.getAsLong();
            place = sequence++;
            queue.add(this);
        }

        /// Sleeps until there is a turn.
        private void park() {
            scope.wakeOnCancel(thread);
            while (turn == Turn.NONE) {
                if (scope.isCancelled() || scope.remaining().isZero()) {
                    giveUp();
                    break;
                }
                LockSupport.parkNanos(this, scope.remaining().toNanos());
                if (Thread.interrupted()) {
                    scope.cancel();
                }
            }
            scope.wakeOnCancel(null);
            if (turn == Turn.NONE) {
                scope.checkNow();
                throw WorkScope.cancelled();
            }
        }

        private void giveUp() {
            lock.lock();
            try {
                if (queue.remove(this)) {
                    dispatch();
                }
            } finally {
                lock.unlock();
            }
        }

        /// Under the lock.
        private void grant(Turn granted, long now) {
            queue.remove(this);
            if (!hasStarted) {
                hasStarted = true;
                started++;
                waitingByKind.merge(kind, -1, Integer::sum);
            }
            turnBegin = now;
            turn = granted;
            LockSupport.unpark(thread);
        }

        /// Under the lock.
        private void giveTurnBack() {
            switch (turn) {
                case NONE -> {
                    return;
                }
                case REGULAR -> freeTurns++;
                case EXPRESS -> isExpressFree = true;
            }
            long inTurn = nanoTime.getAsLong() - turnBegin;
            used += inTurn;
            actor.used += inTurn;
            turn = Turn.NONE;
        }

        private boolean mayStart() {
            return hasStarted || started < limits.started();
        }

        private int level(long now) {
            long risen = (now - waitBegin) / RISE_NANOS;
            return (int) Math.max(0, levelOf(used) - risen);
        }

        private static int levelOf(long usedNanos) {
            int level = 0;
            for (long bound = FIRST_LEVEL_NANOS; usedNanos >= bound && level < LEVELS - 1; bound *= LEVEL_FACTOR) {
                level++;
            }
            return level;
        }

        private boolean isBefore(Job other, long now) {
            int mine = level(now);
            int others = other.level(now);
            if (mine != others) {
                return mine < others;
            }
            if (actor != other.actor && actor.used != other.actor.used) {
                return actor.used < other.actor.used;
            }
            return place < other.place;
        }
    }
}

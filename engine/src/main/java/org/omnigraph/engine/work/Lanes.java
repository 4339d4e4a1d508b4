package org.omnigraph.engine.work;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.omnigraph.engine.api.GraphException;
import org.omnigraph.engine.api.GraphFailure;
import org.omnigraph.state.diagnostic.DiagnosticCode;

/// Admission to the processors. Work runs on platform threads of its own, but only as many at a time as there are
/// turns; the others wait. What runs looks up now and then ([WorkScope#check]) and gives its turn away to work
/// that has used less so far, so that a short query passes any number of long ones ([Turns]).
///
/// Waiting is bounded, for each kind and for each actor; beyond, work is refused with [GraphFailure.Busy] and a
/// time after which to try again, worked out from how long work took lately. Safe for use by many threads.
public final class Lanes implements AutoCloseable {
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
    private final ExecutorService threads;
    private final ReentrantLock lock = new ReentrantLock();
    private final Turns turns;
    private final Map<String, Turns.Actor> actors = new HashMap<>();
    private final Map<Kind, Integer> waitingByKind = new EnumMap<>(Kind.class);
    private final RecentDuration recent = new RecentDuration(10_000_000);

    /// @param nanoTime a clock like [System#nanoTime]
    public Lanes(Limits limits, LongSupplier nanoTime) {
        this.limits = limits;
        this.turns = new Turns(lock, limits.turns(), limits.started(), nanoTime);
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
                } catch (CompletionException _) {
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
        Turns.Job job = admit(kind, scope);
        CompletableFuture<T> done = new CompletableFuture<>();
        try {
            threads.execute(() -> work(kind, job, scope, work, done));
        } catch (RuntimeException | Error e) {
            end(kind, job, scope);
            throw e;
        }
        return done;
    }

    private <T> void work(Kind kind, Turns.Job job, WorkScope scope, Callable<T> work, CompletableFuture<T> done) {
        T result;
        try {
            job.waitForTurn();
            scope.enter(job);
            result = scope.call(work::call);
        } catch (Throwable e) {
            // Whoever waits for the result hears of it; the turn is free before.
            end(kind, job, scope);
            done.completeExceptionally(e);
            return;
        }
        end(kind, job, scope);
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
            return turns.working();
        } finally {
            lock.unlock();
        }
    }

    /// How many have begun and not ended.
    public int started() {
        lock.lock();
        try {
            return turns.started();
        } finally {
            lock.unlock();
        }
    }

    /// Takes no more work. What is under way goes on.
    @Override
    public void close() {
        threads.shutdown();
    }

    private Turns.Job admit(Kind kind, WorkScope scope) {
        lock.lock();
        try {
            Turns.Actor known = actors.get(scope.actor());
            if (known != null && known.inFlight >= limits.perActor()) {
                throw busy("actor_requests", limits.perActor(), known.inFlight);
            }
            int bound = switch (kind) {
                case READ -> limits.waitingReads();
                case WRITE -> limits.waitingWrites();
            };
            if (!turns.areFree() && waitingByKind.getOrDefault(kind, 0) >= bound) {
                throw busy(kind == Kind.READ ? "waiting_reads" : "waiting_writes", bound, bound);
            }
            Turns.Actor actor = actors.computeIfAbsent(scope.actor(), _ -> new Turns.Actor(leastUsed()));
            actor.inFlight++;
            waitingByKind.merge(kind, 1, Integer::sum);
            return turns.new Job(scope, actor, () -> waitingByKind.merge(kind, -1, Integer::sum));
        } finally {
            lock.unlock();
        }
    }

    private void end(Kind kind, Turns.Job job, WorkScope scope) {
        scope.enter(null);
        lock.lock();
        try {
            turns.end(job);
            if (job.hasStarted()) {
                recent.add(job.usedNanos());
            } else {
                waitingByKind.merge(kind, -1, Integer::sum);
            }
            if (--job.actor().inFlight == 0) {
                actors.values().remove(job.actor());
            }
        } finally {
            lock.unlock();
        }
    }

    /// A newcomer starts level with the least served, not far ahead of everybody.
    private long leastUsed() {
        return actors.values().stream().mapToLong(Turns.Actor::used).min().orElse(0);
    }

    private GraphException busy(String resource, long limit, long actual) {
        int ahead = turns.waiting() + turns.started();
        long retry = recent.retrySeconds((double) ahead / limits.turns());
        String reason = resource.equals("actor_requests")
                ? "this actor has " + limit + " requests under way, which is as many as one may have"
                : "there are " + limit + " requests waiting already";
        return new GraphException(
                DiagnosticCode.TOO_BUSY,
                reason + "; try again in " + retry + " s",
                new GraphFailure.Busy(resource, limit, actual + 1, retry));
    }
}

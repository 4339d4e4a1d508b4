package org.omnigraph.engine.work;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.omnigraph.engine.api.GraphException;
import org.omnigraph.engine.api.GraphFailure;
import org.omnigraph.state.diagnostic.DiagnosticCode;

/// The memory of a process for everything that grows with data. Whoever is about to allocate reserves first, through
/// a [Reservation]; the pool never hands out more than its capacity. A reservation that does not fit first has the
/// [Revocable] holders shrink, then waits within its request's time for others to finish, and then is a
/// [GraphException]: [GraphFailure.ResourceLimit] if it could never have fitted, [GraphFailure.Busy] if others hold
/// what it needs. It does not wait where nobody is left who could give anything back. Safe for use by many threads.
public final class MemoryPool {
    /// The environment variable with the capacity: bytes, or a number with `K`, `M` or `G`.
    public static final String VARIABLE = "OMNIGRAPH_MEMORY";

    /// The share of the heap that is the capacity where nothing is set. The rest is for what is not counted: code,
    /// buffers of the libraries, garbage that was not collected yet.
    private static final double DEFAULT_SHARE = 0.6;

    /// How long a waiter sleeps before it looks at its request's deadline and cancellation again.
    private static final long LOOK_MILLIS = 20;

    /// The longest that anybody waits, whatever the request's time.
    private static final long PATIENCE_NANOS = 60_000_000_000L;

    private final long capacity;
    private final Intake intake;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<Revocable> revocables = new CopyOnWriteArrayList<>();
    private long reserved;
    private long peak;
    private final Deque<Reservation> waiters = new ArrayDeque<>();
    private int active;

    /// @param capacityBytes how much may be reserved at one time, above 0
    public MemoryPool(long capacityBytes) {
        if (capacityBytes <= 0) {
            throw new IllegalArgumentException("a pool of " + capacityBytes + " bytes");
        }
        this.capacity = capacityBytes;
        this.intake = new Intake(capacityBytes);
    }

    /// The pool of a process with this environment: 60 % of the heap unless [#VARIABLE] says otherwise.
    ///
    /// @throws IllegalArgumentException if the variable is no size
    public static MemoryPool fromEnvironment(Map<String, String> environment) {
        String text = environment.getOrDefault(VARIABLE, "");
        return new MemoryPool(
                text.isEmpty()
                        ? (long) (Runtime.getRuntime().maxMemory() * DEFAULT_SHARE)
                        : MemorySize.parse(VARIABLE, text));
    }

    /// A pool without bounds, for work that nobody bounds (tests of single parts).
    public static MemoryPool unbounded() {
        return new MemoryPool(Long.MAX_VALUE);
    }

    /// Opens an account. Whoever opens it closes it, however the work ends.
    ///
    /// @param what the word for a person: what the memory is for
    public Reservation open(String what) {
        return open(what, capacity);
    }

    /// Opens an account that never holds more than this.
    public Reservation open(String what, long ceilingBytes) {
        lock.lock();
        try {
            active++;
        } finally {
            lock.unlock();
        }
        return new Reservation(this, what, Math.min(ceilingBytes, capacity));
    }

    /// From now on this holder is asked to shrink when memory is short.
    public void addRevocable(Revocable holder) {
        revocables.add(holder);
    }

    public long capacityBytes() {
        return capacity;
    }

    /// How much is reserved now, caches included.
    public long reservedBytes() {
        lock.lock();
        try {
            return reserved;
        } finally {
            lock.unlock();
        }
    }

    /// The most that was ever reserved at one time.
    public long peakBytes() {
        lock.lock();
        try {
            return peak;
        } finally {
            lock.unlock();
        }
    }

    /// How many reservations wait now.
    public int waiting() {
        lock.lock();
        try {
            return waiters.size();
        } finally {
            lock.unlock();
        }
    }

    /// How many accounts are open whose owners can go on: neither waiting nor settled in a cache.
    int active() {
        lock.lock();
        try {
            return active;
        } finally {
            lock.unlock();
        }
    }

    Intake intake() {
        return intake;
    }

    /// Takes as much as is wanted, or, when memory is short, no more than is needed.
    ///
    /// @return what was taken
    long take(Reservation account, long needed, long wanted) {
        long taken = tryTake(needed, wanted);
        if (taken == 0) {
            taken = takeAfterShrinking(needed);
        }
        if (taken > 0) {
            return taken;
        }
        WorkScope scope = WorkScope.current();
        try (WorkScope.Idle _ = scope.idle()) {
            account.pause();
            try {
                return await(scope, account, needed);
            } finally {
                account.resume();
            }
        }
    }

    /// Takes this much if it is free.
    boolean takeFree(long bytes) {
        return tryTake(bytes, bytes) > 0;
    }

    /// Takes memory back, and in the same step notes where its owner is done: nobody must see the one without the
    /// other.
    void give(long bytes, boolean isOwnerDone) {
        lock.lock();
        try {
            reserved -= bytes;
            active -= isOwnerDone ? 1 : 0;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Counts accounts whose owners can go on.
    void addActive(int change) {
        lock.lock();
        try {
            active += change;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private long await(WorkScope scope, Reservation account, long needed) {
        long begin = scope.nanoTime();
        long patience = Math.min(scope.remaining().toNanos(), PATIENCE_NANOS);
        lock.lock();
        try {
            waiters.addLast(account);
        } finally {
            lock.unlock();
        }
        try {
            while (!scope.isCancelled()) {
                long taken = takeAfterShrinking(needed);
                if (taken > 0) {
                    return taken;
                }
                lock.lock();
                try {
                    if (capacity - reserved >= needed) {
                        continue;
                    }
                    // Where all wait for each other, the one that came last makes room for those before it.
                    boolean isStuck = active == 0 && waiters.peekLast() == account;
                    if (isStuck || scope.nanoTime() - begin >= patience) {
                        throw busy(account, needed);
                    }
                    changed.await(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                } finally {
                    lock.unlock();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.lock();
            try {
                waiters.removeLastOccurrence(account);
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }
        throw WorkScope.cancelled();
    }

    private long tryTake(long needed, long wanted) {
        lock.lock();
        try {
            long free = capacity - reserved;
            long take = free >= wanted ? wanted : free >= needed ? needed : 0;
            reserved += take;
            peak = Math.max(peak, reserved);
            return take;
        } finally {
            lock.unlock();
        }
    }

    /// Not under the lock: what shrinks gives back through [#give].
    private long takeAfterShrinking(long needed) {
        long taken = tryTake(needed, needed);
        for (Revocable holder : revocables) {
            if (taken > 0) {
                break;
            }
            if (holder.shrink(Math.max(1, needed - (capacity - reservedBytes()))) > 0) {
                taken = tryTake(needed, needed);
            }
        }
        return taken;
    }

    private GraphException busy(Reservation account, long needed) {
        return new GraphException(
                DiagnosticCode.TOO_BUSY,
                "there is no memory now for " + account.what() + ": it needs " + needed + " bytes more, and " + reserved
                        + " of " + capacity + " are in use; try again later, or raise " + VARIABLE,
                new GraphFailure.Busy("memory", capacity, reserved + needed, 1));
    }
}

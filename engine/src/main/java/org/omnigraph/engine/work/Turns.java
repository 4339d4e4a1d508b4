package org.omnigraph.engine.work;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Who works on the processors now. Jobs wait here for one of a few turns, in feedback queues by used time, in five
/// levels; within a level actors take turns, whoever has had least first. One more turn, for work in its first
/// milliseconds only, keeps short work from waiting for the next check of a long one. Work that waits long rises a
/// level a second, so that nobody waits for ever.
final class Turns {
    private static final int LEVELS = 5;
    private static final long FIRST_LEVEL_NANOS = 5_000_000;
    private static final long LEVEL_FACTOR = 10;
    private static final long QUANTUM_NANOS = 20_000_000;
    private static final long RISE_NANOS = 1_000_000_000;

    private final ReentrantLock lock;
    private final int turns;
    private final int startedMax;
    private final LongSupplier nanoTime;
    private final List<Job> queue = new ArrayList<>();
    private int freeTurns;
    private boolean isExpressFree = true;
    private int started;
    private long sequence;

    /// The lowest level that waits; work above it gives way.
    private volatile int waitingLevel = LEVELS;

    /// @param lock guards all of this; what is said to be under the lock is called by its holder
    /// @param turns how many may work at one time
    /// @param startedMax how many may have begun and not ended, with a turn or without
    /// @param nanoTime a clock like [System#nanoTime]
    Turns(ReentrantLock lock, int turns, int startedMax, LongSupplier nanoTime) {
        this.lock = lock;
        this.turns = turns;
        this.startedMax = startedMax;
        this.nanoTime = nanoTime;
        this.freeTurns = turns;
    }

    /// Whether a job that comes now may begin at once. Under the lock.
    boolean areFree() {
        return freeTurns > 0 && started < startedMax;
    }

    /// How many have a turn now. Under the lock.
    int working() {
        return turns - freeTurns + (isExpressFree ? 0 : 1);
    }

    /// How many have begun and not ended. Under the lock.
    int started() {
        return started;
    }

    /// How many wait for a turn. Under the lock.
    int waiting() {
        return queue.size();
    }

    /// The job is done, however it ended. Under the lock.
    void end(Job job) {
        job.giveTurnBack();
        if (job.hasStarted) {
            started--;
        }
        dispatch();
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

    private enum Turn {
        NONE,
        REGULAR,
        EXPRESS
    }

    /// One actor with work in flight, and how much time it has had.
    static final class Actor {
        int inFlight;
        private long used;

        Actor(long used) {
            this.used = used;
        }

        long used() {
            return used;
        }
    }

    /// One piece of admitted work.
    final class Job {
        private final WorkScope scope;
        private final Actor actor;
        private final Runnable onFirstTurn;
        private volatile Turn turn = Turn.NONE;
        private @Nullable Thread thread;
        private boolean hasStarted;
        private long used;
        private long turnBegin;
        private long waitBegin;
        private long place;

        /// @param onFirstTurn called once, under the lock
        Job(WorkScope scope, Actor actor, Runnable onFirstTurn) {
            this.scope = scope;
            this.actor = actor;
            this.onFirstTurn = onFirstTurn;
        }

        Actor actor() {
            return actor;
        }

        /// Whether it ever had a turn. Under the lock.
        boolean hasStarted() {
            return hasStarted;
        }

        /// How long it has worked. Under the lock.
        long usedNanos() {
            return used;
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

        /// Waits for the first turn, or for the next one after [#leave].
        void waitForTurn() {
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
                onFirstTurn.run();
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
            return hasStarted || started < startedMax;
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

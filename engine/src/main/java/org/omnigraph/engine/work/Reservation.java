package org.omnigraph.engine.work;

import org.omnigraph.engine.api.GraphException;
import org.omnigraph.engine.api.GraphFailure;
import org.omnigraph.state.diagnostic.DiagnosticCode;

/// One account at the [MemoryPool]: what one request, one part of a graph, or one cache holds. Grown before memory is
/// allocated, shrunk when it is let go; closing gives everything back, once. Safe for use by many threads.
public final class Reservation implements AutoCloseable {
    /// Small needs are taken from the pool in pieces of this size, so that it is not asked for each.
    private static final long PIECE_MAX = 64 << 10;

    private final MemoryPool pool;
    private final String what;
    private final long ceiling;
    private final long piece;
    private long used;
    private long taken;
    private int paused;
    private boolean settled;
    private boolean closed;

    Reservation(MemoryPool pool, String what, long ceiling) {
        this.pool = pool;
        this.what = what;
        this.ceiling = ceiling;
        this.piece = Math.min(PIECE_MAX, 1 + pool.capacityBytes() / 256);
    }

    /// The word for a person: what the memory is for.
    public String what() {
        return what;
    }

    /// The most that this account may ever hold, in bytes.
    public long ceilingBytes() {
        return ceiling;
    }

    /// Opens what a body or the buffers of a write take of this account.
    public Intake.Part intake() {
        return pool.intake().part(this);
    }

    /// Reserves memory that is about to be allocated. Waits, within the time of the current [WorkScope], while the
    /// pool is full.
    ///
    /// @throws GraphException with `ResourceLimit` if it exceeds what this account may ever hold, `Busy` if it
    /// could not be had in time; nothing was reserved then
    public void grow(long bytes) {
        long missing;
        synchronized (this) {
            if (closed) {
                throw new IllegalStateException("the account for " + what + " is closed");
            }
            if (bytes < 0 || bytes > ceiling - used) {
                throw tooMuch(bytes);
            }
            missing = used + bytes - taken;
            if (missing <= 0) {
                used += bytes;
                return;
            }
        }
        long got = pool.take(this, missing, Math.max(missing, Math.min(piece, ceiling - used - bytes + missing)));
        synchronized (this) {
            if (closed) {
                pool.give(got, false);
                throw new IllegalStateException("the account for " + what + " was closed while it grew");
            }
            taken += got;
            used += bytes;
        }
    }

    /// Reserves if there is as much free, for a cache that can do without: neither waits nor has others shrink.
    ///
    /// @return whether it was reserved
    public synchronized boolean growAtOnce(long bytes) {
        if (closed || bytes > ceiling - used) {
            return false;
        }
        long missing = used + bytes - taken;
        if (missing > 0) {
            if (!pool.takeFree(missing)) {
                return false;
            }
            taken += missing;
        }
        used += bytes;
        return true;
    }

    /// Gives back memory that is no longer held.
    public synchronized void shrink(long bytes) {
        used = Math.max(0, used - bytes);
        if (!closed && taken - used > 2 * piece) {
            long surplus = taken - used;
            taken = used;
            pool.give(surplus, false);
        }
    }

    /// Hands memory over to another account of the same pool, without letting anybody else have it in between. What
    /// this account does not hold it reserves first.
    public void moveTo(Reservation other, long bytes) {
        if (bytes > usedBytes()) {
            grow(bytes - usedBytes());
        }
        synchronized (this) {
            used -= bytes;
            taken -= bytes;
        }
        synchronized (other) {
            other.used += bytes;
            other.taken += bytes;
        }
    }

    /// How much the account holds.
    public synchronized long usedBytes() {
        return used;
    }

    /// From now on the memory belongs to something finished, such as an entry of a cache: nobody who waits for memory
    /// need hope that it goes on. What was reserved beyond need is given back.
    public synchronized void settle() {
        if (!closed && !settled) {
            settled = true;
            pool.give(taken - used, paused == 0);
            taken = used;
        }
    }

    /// Gives everything back. Later calls do nothing.
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            pool.give(taken, !settled && paused == 0);
            taken = 0;
            used = 0;
        }
    }

    /// The owner waits for something, and cannot give anything back before it has it.
    synchronized void pause() {
        if (paused++ == 0 && !settled && !closed) {
            pool.addActive(-1);
        }
    }

    synchronized void resume() {
        if (--paused == 0 && !settled && !closed) {
            pool.addActive(1);
        }
    }

    private GraphException tooMuch(long bytes) {
        long actual = bytes < 0 ? Long.MAX_VALUE : used + bytes;
        return new GraphException(
                DiagnosticCode.BUDGET_EXCEEDED,
                what + " needs more than the " + ceiling + " bytes of memory that it may have; narrow it with more"
                        + " clauses or a limit, or raise " + MemoryPool.VARIABLE,
                new GraphFailure.ResourceLimit("memory", ceiling, actual));
    }
}

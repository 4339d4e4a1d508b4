package org.omnigraph.state.lock;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.ids.IdSource;
import org.omnigraph.state.store.ObjectStore;
import org.omnigraph.state.time.Sleeper;

/// The advisory lock `__cluster/lock.json` (storage-protocol.md §4). Politeness, not safety: the commit log is the
/// fence. No expiry and no guess whether a holder lives.
@SuppressWarnings("DoNotCallSuggester")
public final class StateLock {
    private final ObjectStore store;
    private final IdSource ids;
    private final InstantSource clock;
    private final Sleeper sleeper;

    public StateLock(ObjectStore store, IdSource ids, InstantSource clock, Sleeper sleeper) {
        this.store = store;
        this.ids = ids;
        this.clock = clock;
        this.sleeper = sleeper;
    }

    /// Takes the lock for `operation`, waiting up to `timeout` for another holder to let go.
    ///
    /// @param pid this process's number, for people to read
    public LockOutcome acquire(String operation, long pid, Duration timeout) {
        throw new IllegalStateException(operation + pid + timeout + store + ids + clock + sleeper);
    }

    /// Gives the lock back, if it is still ours.
    public UnlockOutcome release(LockRecord lock) {
        throw new IllegalStateException(String.valueOf(lock));
    }

    /// Looks at the lock without touching it.
    public LockObservation observe() {
        throw new IllegalStateException(String.valueOf(store));
    }

    /// Removes the lock if it is a valid one with exactly this id.
    public UnlockOutcome forceUnlock(String lockId) {
        throw new IllegalStateException(lockId);
    }

    /// Nothing if the lock is still ours; otherwise `state_lock_lost`: the command must stop before touching anything
    /// more.
    public Optional<Diagnostic> lost(LockRecord lock) {
        throw new IllegalStateException(String.valueOf(lock));
    }
}

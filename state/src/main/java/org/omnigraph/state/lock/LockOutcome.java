package org.omnigraph.state.lock;

import org.omnigraph.state.diagnostic.Diagnostic;

/// What became of taking the lock.
public sealed interface LockOutcome {

    /// The lock is ours until it is released.
    record Acquired(LockRecord lock) implements LockOutcome {}

    /// Somebody else holds it (`state_lock_held`).
    record Held(LockRecord holder, Diagnostic problem) implements LockOutcome {}

    /// There is a lock file that is no lock (`invalid_state_lock`, `unsupported_state_lock_version`), or nobody knows
    /// whether the lock is ours (`outcome_unknown`, with the id to force-unlock).
    record Refused(Diagnostic problem) implements LockOutcome {}
}

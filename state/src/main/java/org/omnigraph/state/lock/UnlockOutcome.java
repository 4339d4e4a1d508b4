package org.omnigraph.state.lock;

import org.omnigraph.state.diagnostic.Diagnostic;

/// What became of giving a lock back, or of taking it away.
public sealed interface UnlockOutcome {

    /// The lock is gone.
    record Removed(LockRecord lock) implements UnlockOutcome {}

    /// Nothing was removed. Release: `state_lock_lost`, `state_lock_not_released`. Force-unlock:
    /// `state_lock_missing`, `state_lock_id_mismatch`, `invalid_state_lock`, `unsupported_state_lock_version`.
    record Refused(Diagnostic problem) implements UnlockOutcome {}
}

package org.omnigraph.state.lock;

import org.omnigraph.state.diagnostic.Diagnostic;

/// What stands where the lock would be.
public sealed interface LockObservation {

    /// No lock.
    record Free() implements LockObservation {}

    /// A lock; `ageSeconds` by this machine's clock, -1 if its time cannot be read. For people: nothing decides by
    /// it.
    record Held(LockRecord lock, long ageSeconds) implements LockObservation {}

    /// Something that is no lock (`invalid_state_lock`, `unsupported_state_lock_version`).
    record Unreadable(Diagnostic problem) implements LockObservation {}
}

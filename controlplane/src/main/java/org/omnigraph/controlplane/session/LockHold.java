package org.omnigraph.controlplane.session;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.lock.LockOutcome;
import org.omnigraph.state.lock.LockRecord;
import org.omnigraph.state.lock.StateLock;
import org.omnigraph.state.lock.UnlockOutcome;
import org.omnigraph.state.store.StoreException;

/// The lock as one command holds it, or does without it (`state.lock: false`). Closing it gives the lock back, unless
/// the command does not know what it did: then the lock stays for a person to look at (reliability.md §3, R1).
public final class LockHold implements AutoCloseable {
    private final StateLock lock;
    private final @Nullable LockRecord record;
    private final List<Diagnostic> diagnostics;
    private boolean kept;

    private LockHold(StateLock lock, @Nullable LockRecord record, List<Diagnostic> diagnostics) {
        this.lock = lock;
        this.record = record;
        this.diagnostics = diagnostics;
    }

    /// Takes the lock; nothing, and an error in `diagnostics`, if it cannot be had.
    ///
    /// @param wanted false for `state.lock: false`; then a warning says so and no lock is taken
    /// @param diagnostics grows by what happens, also when the lock is given back
    public static Optional<LockHold> acquire(
            StateLock lock,
            boolean wanted,
            String operation,
            long pid,
            Duration timeout,
            List<Diagnostic> diagnostics) {
        if (!wanted) {
            diagnostics.add(Diagnostic.of(
                    DiagnosticCode.STATE_LOCK_DISABLED,
                    "cluster.yaml",
                    "`state.lock` is false: this command ran without the lock."));
            return Optional.of(new LockHold(lock, null, diagnostics));
        }
        return switch (lock.acquire(operation, pid, timeout)) {
            case LockOutcome.Acquired(LockRecord record) -> Optional.of(new LockHold(lock, record, diagnostics));
            case LockOutcome.Held(LockRecord holder, Diagnostic problem) -> {
                diagnostics.add(problem);
                yield Optional.empty();
            }
            case LockOutcome.Refused(Diagnostic problem) -> {
                diagnostics.add(problem);
                yield Optional.empty();
            }
        };
    }

    /// A hold on nothing, for commands that read without the lock.
    public static LockHold none(StateLock lock, List<Diagnostic> diagnostics) {
        return new LockHold(lock, null, diagnostics);
    }

    /// The lock's id; empty if none is held.
    public String lockId() {
        return record == null ? "" : record.lockId();
    }

    /// `state_lock_lost` if the lock is no longer ours: stop before touching anything more.
    public Optional<Diagnostic> lost() {
        return record == null ? Optional.empty() : lock.lost(record);
    }

    /// Leaves the lock where it is when this closes.
    public void keep() {
        kept = true;
    }

    @Override
    public void close() {
        if (record == null || kept) {
            return;
        }
        try {
            if (lock.release(record) instanceof UnlockOutcome.Refused(Diagnostic problem)
                    && diagnostics.stream().noneMatch(d -> d.code() == DiagnosticCode.STATE_LOCK_LOST)) {
                diagnostics.add(problem);
            }
        } catch (StoreException e) {
            diagnostics.add(Diagnostic.of(
                            DiagnosticCode.STATE_LOCK_NOT_RELEASED,
                            e.location(),
                            "The lock could not be given back: " + Failures.message(e))
                    .withHelp("Run `omnigraph cluster force-unlock " + record.lockId() + "`."));
        }
    }
}

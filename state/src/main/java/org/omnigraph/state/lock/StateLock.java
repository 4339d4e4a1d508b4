package org.omnigraph.state.lock;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.ids.IdSource;
import org.omnigraph.state.json.InvalidJsonException;
import org.omnigraph.state.store.ObjectKey;
import org.omnigraph.state.store.ObjectStore;
import org.omnigraph.state.store.PutOutcome;
import org.omnigraph.state.store.StoreException;
import org.omnigraph.state.store.StoredObject;
import org.omnigraph.state.time.Sleeper;

/// The advisory lock `__cluster/lock.json` (storage-protocol.md §4). Politeness, not safety: the commit log is the
/// fence. No expiry and no guess whether a holder lives; the clock is asked only for times that people read.
///
/// Methods throw [StoreException] if the store fails before anything was changed.
public final class StateLock {
    /// Where the lock is.
    public static final ObjectKey KEY = new ObjectKey("__cluster/lock.json");

    private static final long BYTES_MAX = 16 << 10;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
    /// How often a lock that vanishes between our two looks is tried again at once.
    private static final int VANISHED_MAX = 8;

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

    /// Takes the lock for `operation`, waiting up to `timeout` for another holder to let go; an interrupt ends the
    /// waiting. The time waited is counted in pauses, not read off a clock.
    ///
    /// @param pid this process's number, for people to read
    public LockOutcome acquire(String operation, long pid, Duration timeout) {
        Duration left = timeout;
        Duration pause = FIRST_PAUSE;
        while (true) {
            LockOutcome outcome = tryAcquire(operation, pid);
            if (!(outcome instanceof LockOutcome.Held) || left.isZero() || left.isNegative()) {
                return outcome;
            }
            Duration now = pause.compareTo(left) < 0 ? pause : left;
            try {
                sleeper.sleep(now);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return outcome;
            }
            left = left.minus(now);
            Duration doubled = pause.multipliedBy(2);
            pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
        }
    }

    /// Gives the lock back if it is still ours: [UnlockOutcome.Removed], or [UnlockOutcome.Refused] with
    /// `state_lock_lost` or `state_lock_not_released`.
    public UnlockOutcome release(LockRecord lock) {
        try {
            Optional<Diagnostic> lost = lost(lock);
            if (lost.isPresent()) {
                return new UnlockOutcome.Refused(lost.get());
            }
            store.delete(KEY);
            return new UnlockOutcome.Removed(lock);
        } catch (StoreException e) {
            return new UnlockOutcome.Refused(Diagnostic.of(
                            DiagnosticCode.STATE_LOCK_NOT_RELEASED,
                            KEY.value(),
                            "Lock " + lock.lockId() + " could not be removed: " + e.getMessage() + ".")
                    .withHelp("Run `omnigraph cluster force-unlock " + lock.lockId() + "` when the store answers."));
        }
    }

    /// Looks at the lock without touching it.
    public LockObservation observe() {
        Optional<StoredObject> object;
        try {
            object = store.get(KEY, BYTES_MAX);
        } catch (StoreException e) {
            if (e.code() == DiagnosticCode.STORE_OBJECT_TOO_LARGE) {
                return new LockObservation.Unreadable(
                        unreadable(DiagnosticCode.INVALID_STATE_LOCK, "it is longer than any lock"));
            }
            throw e;
        }
        if (object.isEmpty()) {
            return new LockObservation.Free();
        }
        try {
            LockRecord lock = LockJson.parse(object.get().bytes());
            return new LockObservation.Held(lock, ageSeconds(lock));
        } catch (LockJson.UnsupportedVersionException e) {
            return new LockObservation.Unreadable(
                    unreadable(DiagnosticCode.UNSUPPORTED_STATE_LOCK_VERSION, String.valueOf(e.getMessage())));
        } catch (InvalidJsonException e) {
            return new LockObservation.Unreadable(
                    unreadable(DiagnosticCode.INVALID_STATE_LOCK, String.valueOf(e.getMessage())));
        }
    }

    /// Removes the lock if it is a valid one with exactly this id.
    public UnlockOutcome forceUnlock(String lockId) {
        return switch (observe()) {
            case LockObservation.Free free ->
                new UnlockOutcome.Refused(Diagnostic.of(
                        DiagnosticCode.STATE_LOCK_MISSING,
                        KEY.value(),
                        "There is no state lock; nothing was removed."));
            case LockObservation.Unreadable unreadable -> new UnlockOutcome.Refused(unreadable.problem());
            case LockObservation.Held held -> {
                if (!held.lock().lockId().equals(lockId)) {
                    yield new UnlockOutcome.Refused(Diagnostic.of(
                                    DiagnosticCode.STATE_LOCK_ID_MISMATCH,
                                    KEY.value(),
                                    "The state lock has the id " + held.lock().lockId() + ", not " + lockId
                                            + "; nothing was removed.")
                            .withHelp("If `" + held.lock().operation() + "` is certainly dead: `omnigraph cluster"
                                    + " force-unlock " + held.lock().lockId() + "`."));
                }
                store.delete(KEY);
                yield new UnlockOutcome.Removed(held.lock());
            }
        };
    }

    /// Nothing if the lock is still ours; otherwise `state_lock_lost`: the command must stop before touching anything
    /// more.
    public Optional<Diagnostic> lost(LockRecord lock) {
        return switch (observe()) {
            case LockObservation.Held held when held.lock().lockId().equals(lock.lockId()) -> Optional.empty();
            case LockObservation.Held held ->
                Optional.of(lost(
                        lock,
                        "it now belongs to `" + held.lock().operation() + "` with the id "
                                + held.lock().lockId()));
            case LockObservation.Free free -> Optional.of(lost(lock, "it is gone"));
            case LockObservation.Unreadable unreadable ->
                Optional.of(lost(lock, "something that is no lock stands in its place"));
        };
    }

    private LockOutcome tryAcquire(String operation, long pid) {
        LockRecord ours = new LockRecord(ids.next(), operation, clock.instant().toString(), pid);
        for (int attempt = 0; attempt < VANISHED_MAX; attempt++) {
            switch (store.putIfAbsent(KEY, LockJson.print(ours))) {
                case PutOutcome.Written written -> {
                    return new LockOutcome.Acquired(ours);
                }
                case PutOutcome.Unknown unknown -> {
                    return new LockOutcome.Refused(unknown(ours, unknown.reason()));
                }
                case PutOutcome.Exists exists -> {
                    // Looked at below.
                }
                case PutOutcome.Conflict conflict -> {
                    // Looked at below.
                }
            }
            switch (observe()) {
                case LockObservation.Held held -> {
                    return new LockOutcome.Held(held.lock(), held(held));
                }
                case LockObservation.Unreadable unreadable -> {
                    return new LockOutcome.Refused(unreadable.problem());
                }
                case LockObservation.Free free -> {
                    // Released between our two looks.
                }
            }
        }
        throw new StoreException(
                DiagnosticCode.STORE_IO_ERROR,
                store.location(KEY.value()),
                "the store refuses to create the lock, and yet shows none");
    }

    private long ageSeconds(LockRecord lock) {
        try {
            Instant created = OffsetDateTime.parse(lock.createdAt()).toInstant();
            return Math.max(0, Duration.between(created, clock.instant()).toSeconds());
        } catch (DateTimeException | ArithmeticException e) {
            return -1;
        }
    }

    private static Diagnostic held(LockObservation.Held held) {
        LockRecord lock = held.lock();
        String age = held.ageSeconds() < 0 ? "" : ", " + held.ageSeconds() + " s old";
        return Diagnostic.of(
                        DiagnosticCode.STATE_LOCK_HELD,
                        KEY.value(),
                        "`" + lock.operation() + "` (process " + lock.pid() + ") holds the state lock " + lock.lockId()
                                + age + ".")
                .withHelp("Wait for it, or give --lock-timeout. If it is certainly dead: `omnigraph cluster"
                        + " force-unlock " + lock.lockId() + "`.");
    }

    private static Diagnostic unreadable(DiagnosticCode code, String reason) {
        return Diagnostic.of(code, KEY.value(), "The state lock cannot be read: " + reason + ".");
    }

    private static Diagnostic lost(LockRecord lock, String what) {
        return Diagnostic.of(
                DiagnosticCode.STATE_LOCK_LOST,
                KEY.value(),
                "The state lock " + lock.lockId() + " was taken away while the command ran: " + what + ".");
    }

    private static Diagnostic unknown(LockRecord ours, String reason) {
        return Diagnostic.of(
                        DiagnosticCode.OUTCOME_UNKNOWN,
                        KEY.value(),
                        "The state lock " + ours.lockId() + " may or may not have been taken (" + reason
                                + "). Nothing else was done.")
                .withHelp("If `omnigraph cluster status` shows this lock: `omnigraph cluster force-unlock "
                        + ours.lockId() + "`.");
    }
}

package org.omnigraph.controlplane.task;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.omnigraph.controlplane.config.ClusterSettings;
import org.omnigraph.controlplane.session.ClusterSession;
import org.omnigraph.controlplane.session.Failures;
import org.omnigraph.controlplane.session.LockHold;
import org.omnigraph.engine.api.GraphException;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.ledger.LedgerReading;
import org.omnigraph.state.ledger.LedgerSnapshot;
import org.omnigraph.state.recovery.SidecarEntry;
import org.omnigraph.state.store.Both;
import org.omnigraph.state.store.StoreException;

/// What the commands have in common: open the store, take the lock, read the ledger, and turn what goes wrong on the
/// way into diagnostics, at this one place.
final class TaskWork {
    private final CommandEffects effects;
    private final ClusterSettings settings;
    private final List<Diagnostic> diagnostics;
    private StateObservations seen = StateObservations.NONE;

    TaskWork(CommandEffects effects, ClusterSettings settings, List<Diagnostic> diagnostics) {
        this.effects = effects;
        this.settings = settings;
        this.diagnostics = diagnostics;
    }

    /// The same, with its findings kept apart: for a look whose failure is no failure of the command.
    TaskWork(TaskWork like, List<Diagnostic> diagnostics) {
        this(like.effects, like.settings, diagnostics);
    }

    /// The ledger and lock as they were last seen.
    StateObservations seen() {
        return seen;
    }

    void saw(StateObservations observations) {
        seen = observations;
    }

    /// Runs `body` with the store open. Nothing if that fails, or if the body gives nothing.
    <T> Optional<T> withStore(java.util.function.Function<ClusterSession, Optional<T>> body) {
        try (ClusterSession session = new ClusterSession(
                effects.stores().open(settings.storage()),
                effects.engine(),
                effects.clock(),
                effects.ids(),
                effects.sleeper(),
                effects.progress(),
                effects.cancellation())) {
            return body.apply(session);
        } catch (StoreException e) {
            diagnostics.add(Failures.of(e));
        } catch (GraphException e) {
            diagnostics.add(Failures.of(e, ""));
        }
        return Optional.empty();
    }

    /// Runs `body` with the store open and the lock held. Nothing if either fails, or if the body gives nothing.
    <T> Optional<T> withLock(
            String operation,
            boolean wanted,
            Duration timeout,
            BiFunction<ClusterSession, LockHold, Optional<T>> body) {
        return withStore(session -> {
            if (!wanted) {
                return body.apply(session, LockHold.none(session.lock(), diagnostics));
            }
            Optional<LockHold> acquired =
                    LockHold.acquire(session.lock(), settings.lock(), operation, effects.pid(), timeout, diagnostics);
            if (acquired.isEmpty()) {
                seen = LedgerView.withLock(emptySight(session), session.lock().observe());
                return Optional.empty();
            }
            try (LockHold hold = acquired.get()) {
                return body.apply(session, hold);
            }
        });
    }

    /// Reads the ledger; nothing, and an error, if it must not be used.
    Optional<LedgerSnapshot> readLedger(ClusterSession session, String lockId) {
        return usable(session, lockId, session.ledger().read());
    }

    /// The ledger and what waits for recovery, read at once; nothing, and an error, if the ledger must not be used.
    Optional<LedgerSight> readWithRecoveries(ClusterSession session, String lockId) {
        Both<LedgerReading, List<SidecarEntry>> read = session.readWithRecoveries();
        return usable(session, lockId, read.first()).map(ledger -> new LedgerSight(ledger, read.second()));
    }

    private Optional<LedgerSnapshot> usable(ClusterSession session, String lockId, LedgerReading reading) {
        return switch (reading) {
            case LedgerReading.Usable(LedgerSnapshot snapshot) -> {
                diagnostics.addAll(snapshot.warnings());
                seen = LedgerView.observations(session, snapshot, lockId);
                yield Optional.of(snapshot);
            }
            case LedgerReading.Refused(Diagnostic problem) -> {
                diagnostics.add(problem);
                seen = emptySight(session);
                yield Optional.empty();
            }
        };
    }

    /// The same, of a cluster that must have a ledger.
    ///
    /// @param purpose what is wanted of it, as in `to apply to`
    Optional<LedgerSight> readExistingLedger(ClusterSession session, String lockId, String purpose) {
        return readWithRecoveries(session, lockId).filter(sight -> {
            if (!sight.ledger().found()) {
                diagnostics.add(noLedger(session, purpose));
            }
            return sight.ledger().found();
        });
    }

    /// That there is no ledger yet, and so nothing for this purpose.
    static Diagnostic noLedger(ClusterSession session, String purpose) {
        return Diagnostic.of(
                DiagnosticCode.STATE_MISSING,
                session.location("state.json"),
                "The cluster has no ledger yet, so there is nothing " + purpose + ".");
    }

    private static StateObservations emptySight(ClusterSession session) {
        return new StateObservations(
                session.location("state.json"),
                session.location("lock.json"),
                false,
                "",
                0,
                "",
                0,
                false,
                "",
                false,
                "",
                "",
                "",
                -1,
                -1);
    }
}

package org.omnigraph.controlplane.task;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.omnigraph.controlplane.config.ConfigLoader;
import org.omnigraph.controlplane.config.LoadedSettings;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.lock.LockObservation;
import org.omnigraph.state.lock.UnlockOutcome;

/// `cluster force-unlock`: takes away the lock with exactly this id, and no other.
final class ForceUnlockTask {
    private ForceUnlockTask() {}

    static ForceUnlockOutcome run(CommandEffects effects, ForceUnlockRequest request) {
        LoadedSettings settings = ConfigLoader.settings(request.configDir());
        List<Diagnostic> diagnostics = new ArrayList<>(settings.diagnostics());
        if (settings.settings().isEmpty()) {
            return new ForceUnlockOutcome(request.configDir().toString(), StateObservations.NONE, false, diagnostics);
        }
        TaskWork work = new TaskWork(effects, settings.settings().get(), diagnostics);
        Optional<Boolean> removed = work.withStore(session -> {
            LockObservation before = session.lock().observe();
            boolean gone = switch (session.lock().forceUnlock(request.lockId())) {
                case UnlockOutcome.Removed r -> true;
                case UnlockOutcome.Refused(Diagnostic problem) -> {
                    diagnostics.add(problem);
                    yield false;
                }
            };
            // The lock is what this command is for: an unreadable ledger is reported, and changes nothing.
            List<Diagnostic> aside = new ArrayList<>();
            TaskWork ledger = new TaskWork(effects, settings.settings().get(), aside);
            ledger.readLedger(session, "");
            work.saw(gone ? ledger.seen() : LedgerView.withLock(ledger.seen(), before));
            return Optional.of(gone);
        });
        return new ForceUnlockOutcome(request.configDir().toString(), work.seen(), removed.orElse(false), diagnostics);
    }
}

package org.omnigraph.controlplane.task;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.omnigraph.controlplane.config.ConfigLoader;
import org.omnigraph.controlplane.config.LoadedSettings;
import org.omnigraph.controlplane.observe.PayloadCheck;
import org.omnigraph.controlplane.recover.Sweep;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.diagnostic.Severity;
import org.omnigraph.state.ledger.LedgerSnapshot;
import org.omnigraph.state.lock.LockObservation;

/// `cluster status`: the ledger, its lock and its payloads, as they are at this moment.
final class StatusTask {
    private StatusTask() {}

    static StatusOutcome run(CommandEffects effects, StatusRequest request) {
        LoadedSettings settings = ConfigLoader.settings(request.configDir());
        List<Diagnostic> diagnostics = new ArrayList<>(settings.diagnostics());
        if (settings.settings().isEmpty()) {
            return outcome(request, StateObservations.NONE, Optional.empty(), diagnostics);
        }
        TaskWork work = new TaskWork(effects, settings.settings().get(), diagnostics);
        Optional<LedgerSnapshot> ledger = work.withStore(session -> {
            LockObservation lock = session.lock().observe();
            Optional<LedgerSnapshot> read = work.readLedger(session, "");
            work.saw(LedgerView.withLock(work.seen(), lock));
            if (lock instanceof LockObservation.Unreadable(Diagnostic problem)) {
                diagnostics.add(problem.withSeverity(Severity.WARNING));
            }
            if (read.isPresent() && !read.get().found()) {
                diagnostics.add(Diagnostic.of(
                        DiagnosticCode.STATE_NOT_FOUND,
                        session.location("state.json"),
                        "The cluster has no ledger yet: nothing was applied."));
            }
            Sweep.pending(session.sidecars().list(), diagnostics);
            read.ifPresent(snapshot -> PayloadCheck.run(session, snapshot.state())
                    .forEach(finding -> diagnostics.add(finding.diagnostic())));
            return read;
        });
        return outcome(request, work.seen(), ledger, diagnostics);
    }

    private static StatusOutcome outcome(
            StatusRequest request,
            StateObservations seen,
            Optional<LedgerSnapshot> ledger,
            List<Diagnostic> diagnostics) {
        return new StatusOutcome(
                request.configDir().toString(),
                seen,
                ledger.map(snapshot -> LedgerView.digests(snapshot.state())).orElse(new TreeMap<>()),
                ledger.map(snapshot -> LedgerView.statuses(snapshot.state())).orElse(new TreeMap<>()),
                ledger.map(snapshot -> LedgerView.observed(snapshot.state())).orElse(new TreeMap<>()),
                diagnostics);
    }
}

package org.omnigraph.controlplane.task;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.omnigraph.controlplane.apply.ApplyReport;
import org.omnigraph.controlplane.apply.Rollback;
import org.omnigraph.controlplane.config.ConfigLoader;
import org.omnigraph.controlplane.config.LoadedSettings;
import org.omnigraph.controlplane.plan.RollbackPlan;
import org.omnigraph.controlplane.plan.RollbackPlanner;
import org.omnigraph.controlplane.session.ClusterSession;
import org.omnigraph.controlplane.session.LockHold;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.ledger.ClusterState;
import org.omnigraph.state.ledger.LedgerSnapshot;
import org.omnigraph.state.ledger.Revision;

/// `cluster rollback`: lock, read the ledger, sweep, compare with the earlier revision, execute. Reads `cluster.yaml`
/// for where the cluster is and nothing else of the config.
final class RollbackTask {
    private final CommandEffects effects;
    private final RollbackRequest request;
    private final List<Diagnostic> diagnostics = new ArrayList<>();

    private RollbackTask(CommandEffects effects, RollbackRequest request) {
        this.effects = effects;
        this.request = request;
    }

    static RollbackOutcome run(CommandEffects effects, RollbackRequest request) {
        return new RollbackTask(effects, request).run();
    }

    private RollbackOutcome run() {
        LoadedSettings settings = ConfigLoader.settings(request.configDir());
        diagnostics.addAll(settings.diagnostics());
        if (settings.settings().isEmpty()) {
            return outcome(StateObservations.NONE, Optional.empty());
        }
        TaskWork work = new TaskWork(effects, settings.settings().get(), diagnostics);
        Optional<ApplyReport> report = work.withLock(
                "rollback",
                true,
                request.lockTimeout(),
                (session, hold) -> rollback(
                        work,
                        session,
                        hold,
                        new Rollback(
                                session,
                                hold,
                                settings.settings().get(),
                                request.configDir().toAbsolutePath(),
                                diagnostics)));
        return outcome(work.seen(), report);
    }

    private Optional<ApplyReport> rollback(TaskWork work, ClusterSession session, LockHold hold, Rollback rollback) {
        Optional<LedgerSight> read = work.readExistingLedger(session, hold.lockId(), "to go back to");
        if (read.isEmpty()) {
            return Optional.empty();
        }
        Optional<Revision> target = session.ledger().show(request.to());
        Optional<ClusterState> then = target.flatMap(Revision::state);
        if (then.isEmpty()) {
            diagnostics.add(Diagnostic.of(
                            DiagnosticCode.INVALID_USAGE,
                            "",
                            target.isEmpty()
                                    ? "The ledger has no revision " + request.to() + "."
                                    : "The content of revision " + request.to() + " was garbage-collected.")
                    .withHelp("Run `omnigraph cluster history` to see which there are."));
            return Optional.empty();
        }
        Optional<RecoveredLedger> recovered =
                RecoveredLedger.of(session, hold, read.get(), request.actor(), diagnostics);
        if (recovered.isEmpty()) {
            return Optional.empty();
        }
        LedgerSnapshot ledger = recovered.get().ledger();
        RollbackPlan plan = RollbackPlanner.plan(
                ledger.state(), then.get(), recovered.get().sweep().pending());
        ApplyReport report = rollback.run(
                plan, ledger, target.get(), then.get().appliedRevision(), request.actor(), request.reason());
        work.saw(LedgerView.observations(session, report.ledger(), hold.lockId()));
        return Optional.of(report);
    }

    private RollbackOutcome outcome(StateObservations seen, Optional<ApplyReport> report) {
        return new RollbackOutcome(
                request.configDir().toString(),
                request.actor(),
                request.to(),
                request.reason(),
                seen,
                report.map(ApplyReport::changes).orElse(List.of()),
                report.map(ApplyReport::acknowledged).orElse(false),
                report.map(ApplyReport::converged).orElse(false),
                report.map(ApplyReport::stateWritten).orElse(false),
                diagnostics);
    }
}

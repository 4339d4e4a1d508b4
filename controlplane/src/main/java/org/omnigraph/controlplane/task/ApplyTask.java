package org.omnigraph.controlplane.task;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.omnigraph.controlplane.apply.Applier;
import org.omnigraph.controlplane.apply.ApplyReport;
import org.omnigraph.controlplane.approve.ApprovedPlan;
import org.omnigraph.controlplane.config.ConfigLoader;
import org.omnigraph.controlplane.config.DesiredCluster;
import org.omnigraph.controlplane.config.LoadedConfig;
import org.omnigraph.controlplane.observe.MigrationPreview;
import org.omnigraph.controlplane.plan.PendingRecoveries;
import org.omnigraph.controlplane.plan.Plan;
import org.omnigraph.controlplane.plan.SavedPlan;
import org.omnigraph.controlplane.plan.Staleness;
import org.omnigraph.controlplane.recover.Sweep;
import org.omnigraph.controlplane.recover.SweepResult;
import org.omnigraph.controlplane.session.ClusterSession;
import org.omnigraph.controlplane.session.LockHold;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.ledger.LedgerSnapshot;
import org.omnigraph.state.recovery.SidecarStore;

/// `cluster apply`: validate, lock, read the ledger, sweep, plan anew, execute.
final class ApplyTask {
    private final CommandEffects effects;
    private final ApplyRequest request;
    private final List<Diagnostic> diagnostics = new ArrayList<>();

    private ApplyTask(CommandEffects effects, ApplyRequest request) {
        this.effects = effects;
        this.request = request;
    }

    static ApplyOutcome run(CommandEffects effects, ApplyRequest request) {
        return new ApplyTask(effects, request).run();
    }

    private ApplyOutcome run() {
        LoadedConfig config = ConfigLoader.load(request.configDir());
        diagnostics.addAll(config.diagnostics());
        if (config.cluster().isEmpty()) {
            return outcome("", StateObservations.NONE, Optional.empty());
        }
        DesiredCluster desired = config.cluster().get();
        Optional<Diagnostic> foreign = request.saved().flatMap(saved -> foreign(saved, desired));
        if (foreign.isPresent()) {
            diagnostics.add(foreign.get());
            return outcome(desired.configDigest().hex(), StateObservations.NONE, Optional.empty());
        }
        TaskWork work = new TaskWork(effects, desired.settings(), diagnostics);
        Optional<Applied> applied = work.withLock(
                "apply", true, request.lockTimeout(), (session, hold) -> apply(work, desired, session, hold));
        return outcome(desired.configDigest().hex(), work.seen(), applied);
    }

    /// What a run came to, and what waits after it.
    private record Applied(ApplyReport report, PendingRecoveries pending) {}

    private Optional<Applied> apply(TaskWork work, DesiredCluster desired, ClusterSession session, LockHold hold) {
        Optional<LedgerSight> read = work.readExistingLedger(session, hold.lockId(), "to apply to");
        if (read.isEmpty()) {
            return Optional.empty();
        }
        Optional<Diagnostic> stale = request.saved().flatMap(saved -> stale(saved, session, desired, read.get()));
        if (stale.isPresent()) {
            diagnostics.add(stale.get());
            return Optional.empty();
        }
        Optional<RecoveredLedger> recovered =
                RecoveredLedger.of(session, hold, read.get(), request.actor(), diagnostics);
        if (recovered.isEmpty()) {
            return Optional.empty();
        }
        LedgerSnapshot ledger = recovered.get().ledger();
        SweepResult sweep = recovered.get().sweep();
        Plan plan = ApprovedPlan.of(session, desired, ledger.state(), sweep.pending(), diagnostics);
        diagnostics.addAll(plan.diagnostics());
        ApplyReport report = new Applier(session, hold, desired, diagnostics)
                .apply(plan, ledger, sweep, request.actor(), request.keepGoing());
        work.saw(LedgerView.observations(session, report.ledger(), hold.lockId()));
        return Optional.of(new Applied(report, sweep.pending()));
    }

    private static Optional<Diagnostic> foreign(SavedPlan saved, DesiredCluster desired) {
        String here = desired.settings().storage().toString();
        return saved.cluster().equals(here)
                ? Optional.empty()
                : Optional.of(Diagnostic.of(
                        DiagnosticCode.PLAN_FILE_FOREIGN,
                        here,
                        "The plan was made for the cluster at " + saved.cluster() + ", and this one is at " + here
                                + ". Nothing was applied."));
    }

    /// What of the saved plan no longer holds. Only looks: the first write comes after it.
    private static Optional<Diagnostic> stale(
            SavedPlan saved, ClusterSession session, DesiredCluster desired, LedgerSight sight) {
        LedgerSnapshot ledger = sight.ledger();
        List<Diagnostic> unshown = new ArrayList<>();
        PendingRecoveries pending = Sweep.pending(sight.recoveries(), unshown);
        if (!pending.isNone()) {
            return Optional.of(Staleness.because(
                    SidecarStore.PREFIX.value(), "a change was interrupted since, and its recovery comes first"));
        }
        Plan plan = ApprovedPlan.of(session, desired, ledger.state(), pending, unshown);
        Plan previewed = MigrationPreview.preview(session, desired, plan, unshown);
        return Staleness.between(saved, SavedPlan.of(saved.cluster(), desired, ledger, previewed));
    }

    private ApplyOutcome outcome(String configDigest, StateObservations seen, Optional<Applied> applied) {
        Optional<ApplyReport> report = applied.map(Applied::report);
        return new ApplyOutcome(
                request.configDir().toString(),
                request.actor(),
                configDigest,
                seen,
                report.map(ApplyReport::changes).orElse(List.of()),
                report.map(ApplyReport::acknowledged).orElse(false),
                report.map(ApplyReport::converged).orElse(false),
                report.map(ApplyReport::stateWritten).orElse(false),
                applied.map(Applied::pending).orElse(PendingRecoveries.NONE),
                report.map(done -> LedgerView.statuses(done.ledger().state())).orElse(new TreeMap<>()),
                diagnostics);
    }
}

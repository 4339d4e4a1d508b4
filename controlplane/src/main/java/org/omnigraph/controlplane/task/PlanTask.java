package org.omnigraph.controlplane.task;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.omnigraph.controlplane.approve.ApprovedPlan;
import org.omnigraph.controlplane.config.ConfigLoader;
import org.omnigraph.controlplane.config.DesiredCluster;
import org.omnigraph.controlplane.config.LoadedConfig;
import org.omnigraph.controlplane.observe.MigrationPreview;
import org.omnigraph.controlplane.plan.PendingRecoveries;
import org.omnigraph.controlplane.plan.Plan;
import org.omnigraph.controlplane.plan.SavedPlan;
import org.omnigraph.controlplane.recover.Sweep;
import org.omnigraph.controlplane.session.ClusterSession;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.ledger.Ledger;
import org.omnigraph.state.ledger.LedgerSnapshot;
import org.omnigraph.state.recovery.SidecarStore;

/// `cluster plan`: validate, lock, read the ledger, compare, preview. Writes nothing but the lock.
final class PlanTask {
    private PlanTask() {}

    static PlanOutcome run(CommandEffects effects, PlanRequest request) {
        LoadedConfig config = ConfigLoader.load(request.configDir());
        List<Diagnostic> diagnostics = new ArrayList<>(config.diagnostics());
        if (config.cluster().isEmpty()) {
            return outcome(request, config, Optional.empty(), StateObservations.NONE, diagnostics);
        }
        DesiredCluster desired = config.cluster().get();
        TaskWork work = new TaskWork(effects, desired.settings(), diagnostics);
        Optional<Planned> plan = work.withLock(
                "plan",
                request.takeLock(),
                request.lockTimeout(),
                (session, hold) -> work.readWithRecoveries(session, hold.lockId())
                        .map(sight -> plan(request, session, desired, sight, diagnostics)));
        return outcome(request, config, plan, work.seen(), diagnostics);
    }

    /// A plan, what waits before it, and what is kept of it.
    private record Planned(Plan plan, PendingRecoveries pending, Optional<SavedPlan> saved) {}

    private static Planned plan(
            PlanRequest request,
            ClusterSession session,
            DesiredCluster desired,
            LedgerSight sight,
            List<Diagnostic> diagnostics) {
        LedgerSnapshot ledger = sight.ledger();
        PendingRecoveries pending = Sweep.pending(sight.recoveries(), diagnostics);
        Plan plan = ApprovedPlan.of(session, desired, ledger.state(), pending, diagnostics);
        diagnostics.addAll(plan.diagnostics());
        Plan previewed = MigrationPreview.preview(session, desired, plan, diagnostics);
        Optional<Diagnostic> obstacle = request.save() ? obstacle(ledger, pending) : Optional.empty();
        obstacle.ifPresent(diagnostics::add);
        boolean saves = request.save() && obstacle.isEmpty();
        return new Planned(
                previewed,
                pending,
                saves
                        ? Optional.of(SavedPlan.of(desired.settings().storage().toString(), desired, ledger, previewed))
                        : Optional.empty());
    }

    /// Why a plan cannot be kept: applying it would have to do something else first.
    private static Optional<Diagnostic> obstacle(LedgerSnapshot ledger, PendingRecoveries pending) {
        if (!ledger.found()) {
            return Optional.of(Diagnostic.of(
                            DiagnosticCode.PLAN_NOT_SAVED,
                            Ledger.STATE_KEY.value(),
                            "The plan was not saved: the cluster has no ledger yet that it could be bound to.")
                    .withHelp("Run `omnigraph cluster import`, then plan again."));
        }
        return pending.isNone()
                ? Optional.empty()
                : Optional.of(Diagnostic.of(
                                DiagnosticCode.PLAN_NOT_SAVED,
                                SidecarStore.PREFIX.value(),
                                "The plan was not saved: an interrupted change waits for recovery, which comes first.")
                        .withHelp("Run `omnigraph cluster refresh`, then plan again."));
    }

    private static PlanOutcome outcome(
            PlanRequest request,
            LoadedConfig config,
            Optional<Planned> planned,
            StateObservations seen,
            List<Diagnostic> diagnostics) {
        Optional<Plan> plan = planned.map(Planned::plan);
        return new PlanOutcome(
                request.configDir().toString(),
                config.cluster().map(cluster -> cluster.configDigest().hex()).orElse(""),
                ValidateTask.digests(config.resources()),
                config.resources(),
                config.cluster().map(DesiredCluster::dependencies).orElse(List.of()),
                seen,
                planned.map(Planned::pending).orElse(PendingRecoveries.NONE),
                plan.map(Plan::changes).orElse(List.of()),
                plan.map(Plan::unchangedCount).orElse(0),
                plan.map(Plan::blastRadius).orElse(List.of()),
                plan.map(Plan::approvalsRequired).orElse(List.of()),
                planned.flatMap(Planned::saved),
                diagnostics);
    }
}

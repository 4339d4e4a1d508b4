package org.omnigraph.controlplane.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.omnigraph.controlplane.config.ConfigLoader;
import org.omnigraph.controlplane.config.DesiredCluster;
import org.omnigraph.controlplane.config.LoadedConfig;
import org.omnigraph.controlplane.observe.MigrationPreview;
import org.omnigraph.controlplane.operate.ApprovedPlan;
import org.omnigraph.controlplane.plan.PendingRecoveries;
import org.omnigraph.controlplane.plan.Plan;
import org.omnigraph.controlplane.recover.Sweep;
import org.omnigraph.controlplane.session.ClusterSession;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.ledger.LedgerSnapshot;

/// `cluster plan`: validate, lock, read the ledger, compare, preview. Writes nothing but the lock.
final class PlanCommand {
    private PlanCommand() {}

    static PlanOutcome run(CommandEffects effects, PlanRequest request) {
        LoadedConfig config = ConfigLoader.load(request.configDir());
        List<Diagnostic> diagnostics = new ArrayList<>(config.diagnostics());
        if (config.cluster().isEmpty()) {
            return outcome(request, config, Optional.empty(), StateObservations.NONE, diagnostics);
        }
        DesiredCluster desired = config.cluster().get();
        Work work = new Work(effects, desired.settings(), diagnostics);
        Optional<Plan> plan = work.withLock(
                "plan",
                request.takeLock(),
                request.lockTimeout(),
                (session, hold) -> work.readLedger(session, hold.lockId())
                        .map(ledger -> plan(session, desired, ledger, diagnostics)));
        return outcome(request, config, plan, work.seen(), diagnostics);
    }

    private static Plan plan(
            ClusterSession session, DesiredCluster desired, LedgerSnapshot ledger, List<Diagnostic> diagnostics) {
        PendingRecoveries pending = Sweep.pending(session, diagnostics);
        Plan plan = ApprovedPlan.of(session, desired, ledger.state(), pending, diagnostics);
        diagnostics.addAll(plan.diagnostics());
        return MigrationPreview.preview(session, desired, plan, diagnostics);
    }

    private static PlanOutcome outcome(
            PlanRequest request,
            LoadedConfig config,
            Optional<Plan> plan,
            StateObservations seen,
            List<Diagnostic> diagnostics) {
        return new PlanOutcome(
                request.configDir().toString(),
                config.cluster().map(cluster -> cluster.configDigest().hex()).orElse(""),
                ValidateCommand.digests(config.resources()),
                config.cluster().map(DesiredCluster::dependencies).orElse(List.of()),
                seen,
                plan.map(Plan::changes).orElse(List.of()),
                plan.map(Plan::unchangedCount).orElse(0),
                plan.map(Plan::blastRadius).orElse(List.of()),
                plan.map(Plan::approvalsRequired).orElse(List.of()),
                diagnostics);
    }
}

package org.omnigraph.controlplane.task;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.omnigraph.controlplane.approve.ApprovedPlan;
import org.omnigraph.controlplane.config.ConfigLoader;
import org.omnigraph.controlplane.config.DesiredCluster;
import org.omnigraph.controlplane.config.LoadedConfig;
import org.omnigraph.controlplane.edit.LedgerEdit;
import org.omnigraph.controlplane.observe.Observation;
import org.omnigraph.controlplane.plan.Change;
import org.omnigraph.controlplane.plan.Plan;
import org.omnigraph.controlplane.recover.Sweep;
import org.omnigraph.controlplane.session.ClusterSession;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.ledger.LedgerSnapshot;

/// `cluster drift`: ledger against catalog and live graphs, and config against ledger. Takes no lock, writes nothing.
final class DriftTask {
    private DriftTask() {}

    /// What was found on either side.
    private record Found(List<DriftFinding> drift, List<Change> pending) {}

    static DriftOutcome run(CommandEffects effects, DriftRequest request) {
        LoadedConfig config = ConfigLoader.load(request.configDir());
        List<Diagnostic> diagnostics = new ArrayList<>(config.diagnostics());
        String folder = request.configDir().toString();
        if (config.cluster().isEmpty()) {
            return new DriftOutcome(folder, StateObservations.NONE, List.of(), List.of(), diagnostics);
        }
        DesiredCluster desired = config.cluster().get();
        TaskWork work = new TaskWork(effects, desired.settings(), diagnostics);
        Optional<Found> found = work.withStore(session ->
                work.readWithRecoveries(session, "").map(sight -> compare(session, desired, sight, diagnostics)));
        return new DriftOutcome(
                folder,
                work.seen(),
                found.map(Found::drift).orElse(List.of()),
                found.map(Found::pending).orElse(List.of()),
                diagnostics);
    }

    private static Found compare(
            ClusterSession session, DesiredCluster desired, LedgerSight sight, List<Diagnostic> diagnostics) {
        LedgerSnapshot ledger = sight.ledger();
        List<DriftFinding> drift = new Observation(session, desired, new LedgerEdit(ledger.state()), diagnostics)
                .drift().stream()
                        .map(each -> new DriftFinding(each.resource(), each.condition(), each.message()))
                        .toList();
        Plan plan = ApprovedPlan.of(
                session, desired, ledger.state(), Sweep.pending(sight.recoveries(), diagnostics), diagnostics);
        return new Found(drift, plan.changes());
    }
}

package org.omnigraph.controlplane.task;

import java.util.List;
import org.omnigraph.controlplane.plan.Change;
import org.omnigraph.state.diagnostic.Diagnostic;

/// What `drift` found.
///
/// @param drift where the world differs from the ledger; sorted by address
/// @param pendingChanges where the config differs from the ledger; sorted by address
public record DriftOutcome(
        String configDir,
        StateObservations stateObservations,
        List<DriftFinding> drift,
        List<Change> pendingChanges,
        List<Diagnostic> diagnostics)
        implements CommandOutcome {
    public DriftOutcome {
        drift = List.copyOf(drift);
        pendingChanges = List.copyOf(pendingChanges);
        diagnostics = List.copyOf(diagnostics);
    }

    /// 0 clean, 2 only config changes pending, 3 only drift, 4 both (cluster-contract.md §6).
    public int exitNumber() {
        if (drift.isEmpty()) {
            return pendingChanges.isEmpty() ? 0 : 2;
        }
        return pendingChanges.isEmpty() ? 3 : 4;
    }
}

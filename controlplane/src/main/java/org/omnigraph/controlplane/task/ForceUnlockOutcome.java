package org.omnigraph.controlplane.task;

import java.util.List;
import org.omnigraph.state.diagnostic.Diagnostic;

/// What `force-unlock` did.
public record ForceUnlockOutcome(
        String configDir, StateObservations stateObservations, boolean lockRemoved, List<Diagnostic> diagnostics)
        implements CommandOutcome {
    public ForceUnlockOutcome {
        diagnostics = List.copyOf(diagnostics);
    }
}

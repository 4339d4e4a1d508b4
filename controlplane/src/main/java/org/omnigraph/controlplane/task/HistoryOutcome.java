package org.omnigraph.controlplane.task;

import java.util.List;
import org.omnigraph.state.diagnostic.Diagnostic;

/// The ledger's revisions, newest first.
public record HistoryOutcome(
        String configDir,
        StateObservations stateObservations,
        List<HistoryEntry> revisions,
        List<Diagnostic> diagnostics)
        implements CommandOutcome {
    public HistoryOutcome {
        revisions = List.copyOf(revisions);
        diagnostics = List.copyOf(diagnostics);
    }
}

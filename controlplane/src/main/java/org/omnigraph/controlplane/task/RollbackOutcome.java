package org.omnigraph.controlplane.task;

import java.util.List;
import org.omnigraph.controlplane.plan.Change;
import org.omnigraph.state.diagnostic.Diagnostic;

/// What `rollback` did.
///
/// @param actor empty if unknown
/// @param changes every difference from the wanted revision with what became of it; sorted by address
/// @param acknowledged true if what `changes` calls applied is recorded in the ledger
/// @param complete true if nothing was refused or failed
/// @param stateWritten true if this run published a revision
public record RollbackOutcome(
        String configDir,
        String actor,
        long toRevision,
        String reason,
        StateObservations stateObservations,
        List<Change> changes,
        boolean acknowledged,
        boolean complete,
        boolean stateWritten,
        List<Diagnostic> diagnostics)
        implements CommandOutcome {
    public RollbackOutcome {
        changes = List.copyOf(changes);
        diagnostics = List.copyOf(diagnostics);
    }
}

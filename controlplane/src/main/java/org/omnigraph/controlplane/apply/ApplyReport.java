package org.omnigraph.controlplane.apply;

import java.util.List;
import org.omnigraph.controlplane.plan.Change;
import org.omnigraph.state.ledger.LedgerSnapshot;

/// What a run came to.
///
/// @param changes every planned change with what became of it
/// @param acknowledged true if what `changes` calls applied is in the ledger
/// @param converged true if the ledger matches the config and no interrupted change waits for recovery
/// @param ledger the ledger as it is on disk afterwards, as far as that is known
public record ApplyReport(
        List<Change> changes, boolean acknowledged, boolean converged, boolean stateWritten, LedgerSnapshot ledger) {
    public ApplyReport {
        changes = List.copyOf(changes);
    }
}

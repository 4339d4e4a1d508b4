package org.omnigraph.state.ledger;

import java.util.List;
import org.omnigraph.state.diagnostic.Diagnostic;

/// The ledger as one command saw it: what the command builds on, and what its publish is checked against.
///
/// @param state the newest state; [ClusterState#EMPTY] if there is no ledger
/// @param stateCas `sha256:…` of the exact bytes of that state, or the empty string if there is no ledger
/// @param warnings `state_head_behind`, `state_edited_out_of_band`, `state_log_missing`
/// @param base how `state.json` and the log stood to each other
public record LedgerSnapshot(ClusterState state, String stateCas, List<Diagnostic> warnings, LedgerBase base) {
    public LedgerSnapshot {
        warnings = List.copyOf(warnings);
    }

    /// False if the cluster has no ledger yet.
    public boolean found() {
        return !stateCas.isEmpty();
    }

    /// The number of the newest state; 0 if there is none.
    public long revision() {
        return state.stateRevision();
    }
}

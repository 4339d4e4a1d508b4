package org.omnigraph.state.ledger;

import org.omnigraph.state.diagnostic.Diagnostic;

/// What reading the ledger gave.
public sealed interface LedgerReading {

    /// The ledger is readable, or there is none yet (then [LedgerSnapshot#found()] is false).
    record Usable(LedgerSnapshot snapshot) implements LedgerReading {}

    /// The ledger is there and must not be used: `invalid_state_json`, `unsupported_state_version`,
    /// `state_edit_stale` or `invalid_revision_record`.
    record Refused(Diagnostic problem) implements LedgerReading {}
}

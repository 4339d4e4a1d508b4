package org.omnigraph.state.ledger;

import org.omnigraph.state.commitlog.LogPosition;

/// How `state.json` and the log stood to each other when the ledger was read: what a publish has to do first.
///
/// @param kind the situation
/// @param position the newest record, or the place before the first one
/// @param fileCas `sha256:…` of `state.json` as it was found, or the empty string if it was missing
public record LedgerBase(Kind kind, LogPosition position, String fileCas) {
    /// Stands for a `state.json` that could not be looked at after it was written; equals no digest.
    static final String UNKNOWN_CAS = "unknown";

    /// The situations (storage-protocol.md §3).
    public enum Kind {
        /// Neither `state.json` nor records.
        NONE,
        /// `state.json` is what the newest record says.
        IN_STEP,
        /// `state.json` is missing, or what an older record says.
        BEHIND,
        /// `state.json` without records: an older folder.
        ADOPTABLE,
        /// `state.json` was edited by hand on top of the newest record.
        EDITED
    }
}

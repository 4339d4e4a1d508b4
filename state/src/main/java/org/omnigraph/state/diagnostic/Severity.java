package org.omnigraph.state.diagnostic;

import java.util.Locale;

/// How much a diagnostic weighs: an error fails the command, a warning never does.
public enum Severity {
    ERROR,
    WARNING;

    /// The lower-case name used in JSON output; part of the contract (cluster-contract.md §3).
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}

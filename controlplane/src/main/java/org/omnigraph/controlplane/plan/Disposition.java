package org.omnigraph.controlplane.plan;

import java.util.Locale;

/// What `apply` will do, or has done, with a change (cluster-contract.md §6).
public enum Disposition {
    /// It is executed.
    APPLIED,
    /// Nothing to execute: the digest follows from its parts.
    DERIVED,
    /// Its kind cannot be applied on its own.
    DEFERRED,
    /// Something it needs is missing; the change's reason says what.
    BLOCKED;

    /// The name in JSON output.
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package org.omnigraph.controlplane.plan;

import java.util.Locale;

/// What a change does to a resource.
public enum Operation {
    CREATE,
    UPDATE,
    DELETE,
    /// The ledger lets go of a retained graph; the graph itself stays as it is.
    FORGET;

    /// The name in JSON output.
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}

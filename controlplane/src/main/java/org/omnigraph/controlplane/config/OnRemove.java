package org.omnigraph.controlplane.config;

import java.util.Locale;

/// What becomes of a graph that is taken out of the config (cluster-contract.md §6, "protection").
public enum OnRemove {
    /// It is deleted, after a person's approval.
    DELETE,
    /// The ledger forgets it; its root stays as it is.
    RETAIN;

    /// The word in `cluster.yaml` and in the ledger.
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package org.omnigraph.state.ledger;

import java.util.Locale;

/// What happens to a graph whose declaration is removed (cluster-contract.md §6, protection).
public enum OnRemove {
    DELETE,
    RETAIN;

    /// The name in cluster.yaml and in the ledger.
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}

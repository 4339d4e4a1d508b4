package org.omnigraph.catalog.policy;

/// What a bundle is bound to, and so which actions its rules may hold (policy.md §1).
public enum PolicyBindingKind {
    /// One or more graphs: graph actions only.
    GRAPH,
    /// The cluster: `graph_list` only.
    CLUSTER,
    /// The binding itself is broken and has its own diagnostic: either kind, but never both in one bundle.
    UNDECIDED
}

package org.omnigraph.controlplane.plan;

import java.util.Set;
import java.util.TreeSet;
import org.omnigraph.catalog.address.GraphId;

/// The interrupted changes that wait: what they hold up.
///
/// @param graphs the graphs that have a kept sidecar
/// @param blocksAll true if some sidecar cannot be read, so that no graph may be moved
public record PendingRecoveries(Set<GraphId> graphs, boolean blocksAll) {
    /// Nothing waits.
    public static final PendingRecoveries NONE = new PendingRecoveries(Set.of(), false);

    public PendingRecoveries {
        graphs = Set.copyOf(new TreeSet<>(graphs));
    }

    /// True if nothing waits.
    public boolean isNone() {
        return graphs.isEmpty() && !blocksAll;
    }

    /// True if the graph must not be made, migrated or deleted.
    boolean holdsMovesOf(GraphId graph) {
        return blocksAll || graphs.contains(graph);
    }

    /// True if what belongs to the graph must wait.
    boolean holds(GraphId graph) {
        return graphs.contains(graph);
    }
}

package org.omnigraph.engine.query.run;

import org.omnigraph.catalog.schema.EdgeType;
import org.omnigraph.engine.query.view.Adjacency;
import org.omnigraph.engine.query.view.Csr;

/// How a traversal is walked from one of its two ends: along which lists, within which bounds (query-language.md §7.5
/// to §7.9).
///
/// @param lists neighbours in the direction of the walk; two if edges count both ways
/// @param reversed true if the walk starts at the traversal's right end
record Walk(Adjacency adjacency, java.util.List<Csr> lists, long min, long max, boolean chains, boolean reversed) {
    Walk {
        lists = java.util.List.copyOf(lists);
    }

    /// Along the edges, against them, or both.
    enum Way {
        FORWARD,
        BACKWARD,
        BOTH;

        Way reverse() {
            return switch (this) {
                case FORWARD -> BACKWARD;
                case BACKWARD -> FORWARD;
                case BOTH -> BOTH;
            };
        }
    }

    static Walk of(Adjacency adjacency, EdgeType edge, Way way, long min, long max, boolean reversed) {
        java.util.List<Csr> lists = switch (reversed ? way.reverse() : way) {
            case FORWARD -> java.util.List.of(adjacency.forward());
            case BACKWARD -> java.util.List.of(adjacency.backward());
            case BOTH -> java.util.List.of(adjacency.forward(), adjacency.backward());
        };
        return new Walk(adjacency, lists, min, max, edge.isSelfEdge(), reversed);
    }

    /// True if no pair can match: an edge between different types cannot chain.
    boolean isEmpty() {
        return !chains && min > 1;
    }

    /// True if only direct neighbours match.
    boolean isOneHop() {
        return !chains || max == 1;
    }

    /// How many nodes a walk reaches in the mean, roughly.
    double fanOut() {
        double entries = 0;
        for (Csr list : lists) {
            entries += (double) list.entries() / Math.max(1, list.nodes());
        }
        return isOneHop() ? entries : Math.pow(Math.max(1, entries), (double) Math.min(max, 6));
    }
}

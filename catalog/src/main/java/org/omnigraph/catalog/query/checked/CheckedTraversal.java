package org.omnigraph.catalog.query.checked;

import java.util.Optional;
import org.omnigraph.catalog.schema.EdgeType;

/// A traversal with its direction decided (query-language.md §7.4).
///
/// Guaranteed: 1 ≤ minHops ≤ maxHops; with an edge binding both are 1. FORWARD: `left` has the edge's `from` type and
/// `right` its `to` type. BACKWARD: the reverse. UNDIRECTED: both endpoint types of the edge are the same, and so are
/// the variables'. `left` and `right` may be one variable (`$a knows $a`); [#left] equals [#right] then.
///
/// @param edgeVariableName empty without edge binding
public record CheckedTraversal(
        NodeVariable left,
        NodeVariable right,
        EdgeType edge,
        Direction direction,
        long minHops,
        long maxHops,
        String edgeVariableName) {

    /// Which way edges are followed from `left`.
    public enum Direction {
        /// From source to destination.
        FORWARD,
        /// From destination to source.
        BACKWARD,
        /// Edges count both ways.
        UNDIRECTED
    }

    /// The edge variable, if there is an edge binding.
    public Optional<EdgeVariable> edgeVariable() {
        return edgeVariableName.isEmpty() ? Optional.empty() : Optional.of(new EdgeVariable(edgeVariableName, edge));
    }
}

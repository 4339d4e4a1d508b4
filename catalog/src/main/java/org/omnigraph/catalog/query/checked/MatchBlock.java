package org.omnigraph.catalog.query.checked;

import java.util.List;

/// The body of `match`, or of a `not` block: all of it holds at once, in no order. An assignment gives each of
/// `nodes` a node of its type and each of `edges` an edge, so that all traversals and conditions hold and no negation
/// has a match that extends it.
///
/// @param nodes the node variables that this block introduces (not those of enclosing blocks), in source order; each
/// ranges over all nodes of its type, so that variables which no traversal connects form a cross product
/// @param edges the edge variables that this block introduces; each is the edge variable of exactly one traversal
/// here
/// @param traversals in source order; endpoints are variables of this block or an enclosing one
/// @param conditions filters, text tests and the tests of binding braces, in source order
/// @param negations the `not` blocks directly inside, in source order
public record MatchBlock(
        List<NodeVariable> nodes,
        List<EdgeVariable> edges,
        List<CheckedTraversal> traversals,
        List<Condition> conditions,
        List<MatchBlock> negations) {
    public MatchBlock {
        nodes = List.copyOf(nodes);
        edges = List.copyOf(edges);
        traversals = List.copyOf(traversals);
        conditions = List.copyOf(conditions);
        negations = List.copyOf(negations);
    }
}

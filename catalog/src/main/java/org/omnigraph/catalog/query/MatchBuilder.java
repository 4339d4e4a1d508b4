package org.omnigraph.catalog.query;

import java.util.ArrayList;
import java.util.List;
import org.omnigraph.catalog.query.checked.CheckedTraversal;
import org.omnigraph.catalog.query.checked.Condition;
import org.omnigraph.catalog.query.checked.EdgeVariable;
import org.omnigraph.catalog.query.checked.MatchBlock;
import org.omnigraph.catalog.query.checked.NodeVariable;

/// Gathers the parts of one block while its clauses are checked.
final class MatchBuilder {
    private final TypeUses reads;
    private final List<NodeVariable> nodes = new ArrayList<>();
    private final List<EdgeVariable> edges = new ArrayList<>();
    private final List<CheckedTraversal> traversals = new ArrayList<>();
    private final List<Condition> conditions = new ArrayList<>();
    private final List<MatchBlock> negations = new ArrayList<>();

    MatchBuilder(TypeUses reads) {
        this.reads = reads;
    }

    /// The types that the whole query reads.
    TypeUses reads() {
        return reads;
    }

    void add(NodeVariable node) {
        nodes.add(node);
    }

    void add(EdgeVariable edge) {
        edges.add(edge);
    }

    void add(CheckedTraversal traversal) {
        traversals.add(traversal);
    }

    void add(Condition condition) {
        conditions.add(condition);
    }

    void add(MatchBlock negation) {
        negations.add(negation);
    }

    MatchBlock build() {
        return new MatchBlock(nodes, edges, traversals, conditions, negations);
    }
}

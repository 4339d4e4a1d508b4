package org.omnigraph.catalog.query.checked;

import java.util.List;
import org.omnigraph.catalog.query.ast.Operator;
import org.omnigraph.catalog.schema.EdgeType;
import org.omnigraph.catalog.schema.NodeType;
import org.omnigraph.catalog.schema.Property;

/// One statement of a mutation.
public sealed interface CheckedStatement {

    /// Inserts a node, or replaces the whole row of a keyed one. Every required property is assigned; no property
    /// twice.
    record InsertNode(NodeType type, List<Assignment> assignments) implements CheckedStatement {
        public InsertNode {
            assignments = List.copyOf(assignments);
        }
    }

    /// Inserts an edge with a fresh id. Every required property is assigned; no property twice.
    ///
    /// @param from the id of the source node, a String
    /// @param to the id of the destination node, a String
    record InsertEdge(EdgeType type, CheckedExpr.Fixed from, CheckedExpr.Fixed to, List<Assignment> assignments)
            implements CheckedStatement {
        public InsertEdge {
            assignments = List.copyOf(assignments);
        }
    }

    /// Sets the same values in every match. No key member is assigned; at least one property is.
    record UpdateNodes(NodeType type, List<Assignment> assignments, Predicate predicate) implements CheckedStatement {
        public UpdateNodes {
            assignments = List.copyOf(assignments);
        }
    }

    /// Deletes nodes and every edge that touches them.
    record DeleteNodes(NodeType type, Predicate predicate) implements CheckedStatement {}

    /// Deletes edges.
    record DeleteEdges(EdgeType type, Predicate predicate) implements CheckedStatement {}

    /// A property and its new value. The value's type is compatible with the property's: the same scalar (a String
    /// for an enum or Blob), a number for a float, an integer for an integer (range is checked at run time), a list
    /// of such for a list, a `float[]` of the right length for a Vector. Literals of an enum are among its values.
    record Assignment(Property property, CheckedExpr.Fixed value) {}

    /// The one test of `update` and `delete`, a comparison; null on either side never matches.
    record Predicate(PredicateTarget target, Operator operator, CheckedExpr.Fixed value, Domain domain) {}

    /// What a predicate tests.
    sealed interface PredicateTarget {
        /// A scalar or enum property of the type, no Blob.
        record OfProperty(Property property) implements PredicateTarget {}

        /// The id of the node that an edge leaves; edges only.
        record OfFrom() implements PredicateTarget {}

        /// The id of the node that an edge reaches; edges only.
        record OfTo() implements PredicateTarget {}
    }
}

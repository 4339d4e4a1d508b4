package org.omnigraph.engine.query.run;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.omnigraph.catalog.query.checked.CheckedExpr;
import org.omnigraph.catalog.query.checked.CheckedTraversal;
import org.omnigraph.catalog.query.checked.Condition;
import org.omnigraph.catalog.query.checked.MatchBlock;
import org.omnigraph.catalog.query.checked.NodeVariable;

/// Which variables a part of a query mentions.
final class Mentions {
    private Mentions() {}

    static Set<String> of(Condition condition) {
        Set<String> names = new HashSet<>();
        expressions(condition).forEach(expr -> add(expr, names));
        return names;
    }

    /// The expressions that a condition compares.
    static List<CheckedExpr> expressions(Condition condition) {
        return switch (condition) {
            case Condition.Comparison c -> List.of(c.left(), c.right());
            case Condition.ListContains c -> List.of(c.list(), c.item());
            case Condition.SubstringTest t -> List.of(t.text(), t.part());
            case Condition.PrefixTest t -> List.of(t.text(), t.prefix());
            case Condition.TextHolds t -> List.of(t.test());
        };
    }

    static Set<String> of(CheckedTraversal traversal) {
        Set<String> names = new HashSet<>();
        names.add(traversal.left().name());
        names.add(traversal.right().name());
        if (!traversal.edgeVariableName().isEmpty()) {
            names.add(traversal.edgeVariableName());
        }
        return names;
    }

    /// The variables of enclosing blocks that a block mentions, at any depth.
    static Set<String> outer(MatchBlock block) {
        Set<String> names = new HashSet<>();
        block.traversals().forEach(traversal -> names.addAll(of(traversal)));
        block.conditions().forEach(condition -> names.addAll(of(condition)));
        block.negations().forEach(inner -> names.addAll(outer(inner)));
        block.nodes().stream().map(NodeVariable::name).forEach(names::remove);
        block.edges().forEach(edge -> names.remove(edge.name()));
        return names;
    }

    private static void add(CheckedExpr expr, Set<String> names) {
        switch (expr) {
            case CheckedExpr.NodeValue node -> names.add(node.variable().name());
            case CheckedExpr.NodeProperty property ->
                names.add(property.variable().name());
            case CheckedExpr.EdgeProperty property ->
                names.add(property.variable().name());
            case CheckedExpr.Constant _, CheckedExpr.ParameterValue _, CheckedExpr.Now _ -> {}
            case CheckedExpr.Aggregate _, CheckedExpr.TextMatch _, CheckedExpr.Rank _ ->
                expr.children().forEach(child -> add(child, names));
        }
    }
}

package org.omnigraph.engine.query.run;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.omnigraph.catalog.query.checked.CheckedExpr;
import org.omnigraph.catalog.query.checked.CheckedRead;
import org.omnigraph.catalog.query.checked.Condition;
import org.omnigraph.catalog.query.checked.MatchBlock;
import org.omnigraph.catalog.query.checked.OrderKey;
import org.omnigraph.catalog.schema.EntityType;
import org.omnigraph.catalog.schema.NodeType;
import org.omnigraph.catalog.schema.Property;
import org.omnigraph.engine.query.view.GraphView;

/// Finds every property that a query reads, and has each table read once for all of its own.
final class Preparation {
    private final Map<EntityType, Set<Property>> needed = new LinkedHashMap<>();

    private Preparation() {}

    static void load(CheckedRead query, GraphView view) {
        Preparation preparation = new Preparation();
        preparation.add(query.match());
        query.projections().forEach(preparation::add);
        for (OrderKey key : query.order()) {
            switch (key) {
                case OrderKey.ByProperty by -> preparation.add(by.property());
                case OrderKey.ByRank by -> preparation.add(by.rank());
                case OrderKey.ByColumn _ -> {}
            }
        }
        preparation.needed.forEach((type, properties) -> view.prepare(type, List.copyOf(properties)));
    }

    private void add(MatchBlock block) {
        for (Condition condition : block.conditions()) {
            if (!isKeyLookUp(condition)) {
                Mentions.expressions(condition).forEach(this::add);
            }
        }
        block.negations().forEach(this::add);
    }

    private void add(CheckedExpr expr) {
        switch (expr) {
            case CheckedExpr.NodeProperty p -> add(p.variable().type(), p.property());
            case CheckedExpr.EdgeProperty p -> add(p.variable().type(), p.property());
            case CheckedExpr.NodeValue node -> {
                NodeType type = node.nodeType();
                type.properties().stream().filter(p -> !p.type().isBlob()).forEach(p -> add(type, p));
            }
            case CheckedExpr.Constant _, CheckedExpr.ParameterValue _, CheckedExpr.Now _ -> {}
            case CheckedExpr.Aggregate _, CheckedExpr.TextMatch _, CheckedExpr.Rank _ ->
                expr.children().forEach(this::add);
        }
    }

    private void add(EntityType type, Property property) {
        needed.computeIfAbsent(type, t -> new LinkedHashSet<>()).add(property);
    }

    /// A test of the one key property is answered by the ids; if it is not, the column is read when it is needed.
    private static boolean isKeyLookUp(Condition condition) {
        return condition instanceof Condition.Comparison comparison
                && comparison.left() instanceof CheckedExpr.NodeProperty p
                && comparison.right() instanceof CheckedExpr.Fixed
                && p.variable()
                        .type()
                        .keyProperties()
                        .equals(List.of(p.property().name()));
    }
}

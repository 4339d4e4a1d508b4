package org.omnigraph.catalog.query;

import java.util.List;
import java.util.Optional;
import org.omnigraph.catalog.query.ast.Clause;
import org.omnigraph.catalog.query.ast.Operator;
import org.omnigraph.catalog.query.ast.Variable;
import org.omnigraph.catalog.query.checked.CheckedExpr;
import org.omnigraph.catalog.query.checked.Condition;
import org.omnigraph.catalog.query.checked.MatchBlock;
import org.omnigraph.catalog.query.checked.NodeVariable;
import org.omnigraph.catalog.schema.NodeType;
import org.omnigraph.catalog.schema.Property;
import org.omnigraph.catalog.schema.ScalarType;
import org.omnigraph.catalog.schema.ValueType;

/// Checks the clauses of `match` and of `not` blocks in source order (T1, T2, T3, T5, T9 and what its parts find).
final class MatchChecker {
    private final SchemaIndex schema;
    private final CheckReport report;
    private final Parameters parameters;
    private final ExpressionChecker expressions;
    private final ValueChecker values;
    private final FilterChecker filters;
    private final TraversalChecker traversals;
    private final TypeUses reads;
    private final BlockNames names = new BlockNames();

    MatchChecker(
            SchemaIndex schema,
            CheckReport report,
            Parameters parameters,
            ExpressionChecker expressions,
            TypeUses reads) {
        this.schema = schema;
        this.report = report;
        this.parameters = parameters;
        this.expressions = expressions;
        this.reads = reads;
        this.values = new ValueChecker(report, parameters, expressions.literals());
        this.filters = new FilterChecker(report, expressions);
        this.traversals = new TraversalChecker(schema, report, parameters, names);
    }

    /// Checks a block; its variables are in the scope afterwards.
    MatchBlock block(List<Clause> clauses, BlockScope scope) {
        MatchBuilder block = new MatchBuilder(reads);
        for (Clause clause : clauses) {
            if (report.giveUp()) {
                break;
            }
            switch (clause) {
                case Clause.Binding binding -> binding(binding, scope, block);
                case Clause.Traversal traversal -> traversals.check(traversal, scope, block);
                case Clause.Filter filter -> filters.check(filter, scope).ifPresent(block::add);
                case Clause.TextTest test ->
                    expressions
                            .search()
                            .textTest(test.call(), scope)
                            .ifPresent(t -> block.add(new Condition.TextHolds(t, true)));
                case Clause.Negation negation -> negation(negation, scope, block);
            }
        }
        return block.build();
    }

    private void negation(Clause.Negation negation, BlockScope scope, MatchBuilder block) {
        int problems = report.count();
        BlockScope inner = scope.inner();
        MatchBlock negated = block(negation.clauses(), inner);
        if (!inner.mentionsOuter() && report.count() == problems) {
            report.broken(
                    TypeRule.T9,
                    negation.span(),
                    "No clause of this `not` block mentions a variable that is bound outside it.",
                    "Connect it with the rest, or bind the variable before the block.");
        }
        block.add(negated);
    }

    private void binding(Clause.Binding binding, BlockScope scope, MatchBuilder block) {
        Optional<NodeType> type = schema.node(binding.type().text());
        if (type.isEmpty()) {
            report.broken(
                    TypeRule.T1,
                    binding.type().span(),
                    "There is no node type `" + binding.type().text() + "`.",
                    schema.nodeTypeHelp(binding.type().text()));
        } else {
            reads.node(type.get());
        }
        Optional<NodeVariable> node = bound(binding.variable(), type, scope, block);
        if (type.isEmpty()) {
            return;
        }
        // The tests are checked even if the variable is in error, so that every error is told at once.
        NodeVariable subject =
                node.orElseGet(() -> new NodeVariable(binding.variable().name(), type.get()));
        for (Clause.PropertyMatch match : binding.matches()) {
            if (report.giveUp()) {
                break;
            }
            propertyMatch(match, subject).ifPresent(block::add);
        }
    }

    private Optional<NodeVariable> bound(
            Variable variable, Optional<NodeType> type, BlockScope scope, MatchBuilder block) {
        if (variable.isAnonymous()) {
            report.broken(
                    TypeRule.T6,
                    variable.span(),
                    "`$_` cannot be bound: each one is another variable.",
                    "Give it a name, for example `$x`.");
            return Optional.empty();
        }
        if (parameters.find(variable).isPresent()) {
            traversals.likeParameter(variable);
            return Optional.empty();
        }
        Optional<BlockScope.Symbol> known = scope.lookUp(variable.name());
        if (type.isEmpty()) {
            scope.introduceBroken(variable.name());
            return Optional.empty();
        }
        if (known.isEmpty()) {
            NodeVariable node = new NodeVariable(names.of(variable, scope), type.get());
            scope.introduce(variable.name(), new BlockScope.Symbol.Node(node));
            block.add(node);
            return Optional.of(node);
        }
        return switch (known.get()) {
            case BlockScope.Symbol.Broken _ -> Optional.empty();
            case BlockScope.Symbol.Edge _ -> {
                report.broken(
                        TypeRule.T23,
                        variable.span(),
                        "`" + variable + "` is an edge variable and cannot be bound to a node type.",
                        "Name the node with another variable.");
                yield Optional.empty();
            }
            case BlockScope.Symbol.Node(NodeVariable node) -> {
                if (node.type().name().equals(type.get().name())) {
                    yield Optional.of(node);
                }
                report.broken(
                        TypeRule.T5,
                        variable.span(),
                        "`" + variable + "` is `" + node.type().name() + "` already and cannot be `"
                                + type.get().name() + "` too.",
                        "Name the other node with another variable.");
                yield Optional.empty();
            }
        };
    }

    private Optional<Condition> propertyMatch(Clause.PropertyMatch match, NodeVariable node) {
        String name = match.property().text();
        Optional<Property> found = schema.property(node.type(), name);
        if (found.isEmpty()) {
            report.broken(
                    TypeRule.T2,
                    match.property().span(),
                    "`" + node.type().name() + "` has no property `" + name + "`.",
                    schema.propertyHelp(node.type(), name));
            return Optional.empty();
        }
        Property property = found.get();
        if (property.type().isBlob() || property.type().isVector()) {
            report.broken(
                    TypeRule.T3,
                    match.span(),
                    "`" + name + "` is `" + property.type() + "`, which no binding can test.",
                    property.type().isVector() ? "Rank by it: `order { nearest($x." + name + ", …) }`." : "");
            return Optional.empty();
        }
        CheckedExpr.NodeProperty left = new CheckedExpr.NodeProperty(node, property);
        if (property.type() instanceof ValueType.ListOf(ScalarType item)) {
            ValueType itemType = new ValueType.Scalar(item);
            return values.compared(match.value(), "an item of `" + name + "`", itemType)
                    .map(value -> new Condition.ListContains(
                            left, value, Compatibility.domain(left, property.type(), value, value.type())));
        }
        return values.compared(match.value(), name, property.type())
                .map(value -> new Condition.Comparison(
                        left, Operator.EQ, value, Compatibility.domain(left, property.type(), value, value.type())));
    }
}

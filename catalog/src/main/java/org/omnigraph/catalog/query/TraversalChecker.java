package org.omnigraph.catalog.query;

import java.util.Optional;
import org.omnigraph.catalog.query.ast.Clause;
import org.omnigraph.catalog.query.ast.Variable;
import org.omnigraph.catalog.query.checked.CheckedTraversal;
import org.omnigraph.catalog.query.checked.CheckedTraversal.Direction;
import org.omnigraph.catalog.query.checked.EdgeVariable;
import org.omnigraph.catalog.query.checked.NodeVariable;
import org.omnigraph.catalog.schema.EdgeType;
import org.omnigraph.catalog.schema.NodeType;

/// Resolves traversals and decides their direction (T4, T5, T15, T22, T23, T25; query-language.md §7.4).
final class TraversalChecker {
    private final SchemaIndex schema;
    private final CheckReport report;
    private final Parameters parameters;
    private final BlockNames names;

    TraversalChecker(SchemaIndex schema, CheckReport report, Parameters parameters, BlockNames names) {
        this.schema = schema;
        this.report = report;
        this.parameters = parameters;
        this.names = names;
    }

    /// What is known of an endpoint before the traversal.
    private sealed interface Endpoint {
        record Known(NodeVariable variable) implements Endpoint {}

        record Unknown() implements Endpoint {}

        /// In error, which was reported here or where the variable was introduced.
        record Broken() implements Endpoint {}
    }

    void check(Clause.Traversal traversal, BlockScope scope, MatchBuilder block) {
        int problems = report.count();
        Optional<EdgeType> found = schema.edgeOfWord(traversal.edge().text());
        if (found.isEmpty()) {
            report.broken(
                    TypeRule.T4,
                    traversal.edge().span(),
                    "There is no edge `" + traversal.edge().text() + "`.",
                    schema.edgeWordHelp(traversal.edge().text()));
        }
        checkHops(traversal);
        checkEdgeVariable(traversal, scope);
        Endpoint left = endpoint(traversal.left(), scope);
        Endpoint right = endpoint(traversal.right(), scope);
        if (found.isEmpty()) {
            scope.introduceBroken(traversal.left().name());
            scope.introduceBroken(traversal.right().name());
            introduceBrokenEdge(traversal, scope);
            return;
        }
        EdgeType edge = found.get();
        block.reads().edge(edge);
        if (traversal.undirected() && !edge.isSelfEdge()) {
            report.broken(
                    TypeRule.T22,
                    traversal.edge().span(),
                    "`" + edge.name() + "` leads from `" + edge.from() + "` to `" + edge.to()
                            + "`; only an edge between nodes of one type can be followed both ways.",
                    "Write `" + traversal.edge().text() + "` without `<` and `>`.");
        }
        Direction direction = direction(traversal, edge, left, right);
        String leftType = direction == Direction.BACKWARD ? edge.to() : edge.from();
        String rightType = direction == Direction.BACKWARD ? edge.from() : edge.to();
        Optional<NodeVariable> leftNode = settle(traversal.left(), left, leftType, traversal, scope, block);
        // `$a e $a` is known on the right since its left was settled.
        Endpoint rightNow =
                right instanceof Endpoint.Unknown && leftNode.isPresent() ? endpoint(traversal.right(), scope) : right;
        Optional<NodeVariable> rightNode = settle(traversal.right(), rightNow, rightType, traversal, scope, block);
        if (report.count() != problems || leftNode.isEmpty() || rightNode.isEmpty()) {
            introduceBrokenEdge(traversal, scope);
            return;
        }
        String edgeVariable = introduceEdge(traversal, edge, scope, block);
        block.add(new CheckedTraversal(
                leftNode.get(),
                rightNode.get(),
                edge,
                direction,
                traversal.hops().min(),
                traversal.hops().max(),
                edgeVariable));
    }

    private void checkHops(Clause.Traversal traversal) {
        Clause.Hops hops = traversal.hops();
        if (hops.max() == Clause.Hops.NO_MAX) {
            report.broken(
                    TypeRule.T15,
                    hops.span(),
                    "Hop bounds need a maximum.",
                    "Write for example `{" + Math.max(1, hops.min()) + "," + Math.max(4, hops.min()) + "}`.");
        } else if (hops.min() < 1 || hops.max() < hops.min()) {
            report.broken(
                    TypeRule.T15,
                    hops.span(),
                    hops.min() < 1
                            ? "A traversal takes at least 1 hop."
                            : "The maximum of hops lies below the minimum.",
                    hops.min() < 1 ? "Write `{1," + Math.max(1, hops.max()) + "}`." : "Swap the bounds.");
        }
    }

    private void checkEdgeVariable(Clause.Traversal traversal, BlockScope scope) {
        Variable variable = traversal.edgeVariable();
        if (!variable.isPresent()) {
            return;
        }
        if (traversal.hops().written()) {
            report.broken(
                    TypeRule.T23,
                    traversal.hops().span(),
                    "An edge variable stands for one edge, so its traversal takes no hop bounds.",
                    "Remove the bounds, or the edge variable.");
        }
        if (variable.isAnonymous()) {
            return;
        }
        if (parameters.find(variable).isPresent()) {
            likeParameter(variable);
        } else if (scope.lookUp(variable.name()).isPresent()
                || variable.name().equals(traversal.left().name())
                || variable.name().equals(traversal.right().name())) {
            report.broken(
                    TypeRule.T23,
                    variable.span(),
                    "The edge variable `" + variable + "` has the name of another variable.",
                    "Give it a name of its own.");
        }
    }

    void likeParameter(Variable variable) {
        report.broken(
                TypeRule.T25,
                variable.span(),
                "The variable `" + variable + "` has the name of a parameter.",
                "Rename one of them. To match a parameter, use binding braces: `$x: Type { p: " + variable + " }`.");
    }

    private Endpoint endpoint(Variable variable, BlockScope scope) {
        if (variable.isAnonymous()) {
            return new Endpoint.Unknown();
        }
        if (parameters.find(variable).isPresent()) {
            likeParameter(variable);
            return new Endpoint.Broken();
        }
        Optional<BlockScope.Symbol> symbol = scope.lookUp(variable.name());
        if (symbol.isEmpty()) {
            return new Endpoint.Unknown();
        }
        return switch (symbol.get()) {
            case BlockScope.Symbol.Node(NodeVariable node) -> new Endpoint.Known(node);
            case BlockScope.Symbol.Broken _ -> new Endpoint.Broken();
            case BlockScope.Symbol.Edge _ -> {
                report.broken(
                        TypeRule.T23,
                        variable.span(),
                        "`" + variable + "` is an edge variable and cannot be an endpoint.",
                        "Name the node with another variable.");
                yield new Endpoint.Broken();
            }
        };
    }

    private static Direction direction(Clause.Traversal traversal, EdgeType edge, Endpoint left, Endpoint right) {
        // One that may not be undirected was reported; read as directed it gives no further errors.
        if (traversal.undirected() && edge.isSelfEdge()) {
            return Direction.UNDIRECTED;
        }
        if (left instanceof Endpoint.Known(NodeVariable a)) {
            return !a.type().name().equals(edge.from()) && a.type().name().equals(edge.to())
                    ? Direction.BACKWARD
                    : Direction.FORWARD;
        }
        if (right instanceof Endpoint.Known(NodeVariable b)) {
            return !b.type().name().equals(edge.to()) && b.type().name().equals(edge.from())
                    ? Direction.BACKWARD
                    : Direction.FORWARD;
        }
        return Direction.FORWARD;
    }

    /// The node of an endpoint: a known one must have the type that the edge needs, an unknown one gets it.
    private Optional<NodeVariable> settle(
            Variable variable,
            Endpoint endpoint,
            String typeName,
            Clause.Traversal traversal,
            BlockScope scope,
            MatchBuilder block) {
        return switch (endpoint) {
            case Endpoint.Broken _ -> Optional.empty();
            case Endpoint.Known(NodeVariable node) -> {
                if (node.type().name().equals(typeName)) {
                    yield Optional.of(node);
                }
                report.broken(
                        TypeRule.T5,
                        variable.span(),
                        "`" + variable + "` is `" + node.type().name() + "`, and here the edge `"
                                + traversal.edge().text() + "` needs `" + typeName + "`.");
                yield Optional.empty();
            }
            case Endpoint.Unknown _ -> {
                Optional<NodeType> type = schema.node(typeName);
                if (type.isEmpty()) {
                    throw new IllegalStateException("an edge of a checked schema has node types as endpoints");
                }
                NodeVariable node = new NodeVariable(names.of(variable, scope), type.get());
                if (!variable.isAnonymous()) {
                    scope.introduce(variable.name(), new BlockScope.Symbol.Node(node));
                }
                block.add(node);
                yield Optional.of(node);
            }
        };
    }

    private String introduceEdge(Clause.Traversal traversal, EdgeType edge, BlockScope scope, MatchBuilder block) {
        Variable written = traversal.edgeVariable();
        if (!written.isPresent() || written.isAnonymous()) {
            return "";
        }
        EdgeVariable variable = new EdgeVariable(names.of(written, scope), edge);
        scope.introduce(written.name(), new BlockScope.Symbol.Edge(variable));
        block.add(variable);
        return variable.name();
    }

    private static void introduceBrokenEdge(Clause.Traversal traversal, BlockScope scope) {
        if (traversal.edgeVariable().isPresent()) {
            scope.introduceBroken(traversal.edgeVariable().name());
        }
    }
}

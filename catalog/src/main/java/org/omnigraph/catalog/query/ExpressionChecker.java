package org.omnigraph.catalog.query;

import java.util.Optional;
import java.util.stream.Stream;
import org.omnigraph.catalog.lexing.Span;
import org.omnigraph.catalog.lexing.Suggestion;
import org.omnigraph.catalog.query.ast.Expr;
import org.omnigraph.catalog.query.ast.Name;
import org.omnigraph.catalog.query.ast.Param;
import org.omnigraph.catalog.query.ast.Variable;
import org.omnigraph.catalog.query.checked.CheckedExpr;
import org.omnigraph.catalog.query.checked.EdgeVariable;
import org.omnigraph.catalog.query.checked.NodeVariable;
import org.omnigraph.catalog.schema.EntityType;
import org.omnigraph.catalog.schema.Property;
import org.omnigraph.catalog.schema.ValueType;

/// Resolves expressions (T6, T8, T9, T23, T24). An empty result means that the problem was reported.
final class ExpressionChecker {
    private final SchemaIndex schema;
    private final CheckReport report;
    private final Parameters parameters;
    private final Literals literals;
    private final SearchChecker search;

    /// Where an expression stands; decides what may be read there and which rule says so.
    enum Place {
        FILTER,
        PROJECTION,
        ORDER,
        AGGREGATE
    }

    ExpressionChecker(SchemaIndex schema, CheckReport report, Parameters parameters) {
        this.schema = schema;
        this.report = report;
        this.parameters = parameters;
        this.literals = new Literals(report);
        this.search = new SearchChecker(report, parameters, this);
    }

    SearchChecker search() {
        return search;
    }

    Literals literals() {
        return literals;
    }

    Optional<CheckedExpr> check(Expr expr, BlockScope scope, Place place) {
        return switch (expr) {
            case Expr.Now _ -> Optional.of(new CheckedExpr.Now());
            case Expr.LiteralExpr literal ->
                literals.constant(literal.literal()).map(c -> c);
            case Expr.VariableRef ref -> bare(ref.variable(), scope, place);
            case Expr.PropertyRef ref ->
                property(ref.variable(), ref.property(), scope).flatMap(p -> readable(p, ref, place));
            case Expr.AliasRef ref -> {
                report.broken(
                        TypeRule.T6,
                        ref.span(),
                        "`" + ref.alias().text() + "` is an alias reference, which only `order` may read.",
                        "A variable starts with `$`, a string stands in double quotes.");
                yield Optional.empty();
            }
            case Expr.Aggregate aggregate -> aggregate(aggregate, scope, place);
            case Expr.TextCall call -> search.textTest(call, scope).map(c -> c);
            case Expr.Nearest rank ->
                rank(rank.span(), place) ? search.nearest(rank, scope).map(c -> c) : Optional.empty();
            case Expr.Bm25 rank ->
                rank(rank.span(), place) ? search.bm25(rank, scope).map(c -> c) : Optional.empty();
            case Expr.Rrf rank ->
                rank(rank.span(), place) ? search.rrf(rank, scope).map(c -> c) : Optional.empty();
        };
    }

    /// `$v.p` of a node or edge, whatever its type; T6 if there is no such thing.
    Optional<CheckedExpr> property(Variable variable, Name property, BlockScope scope) {
        return property(variable, property, scope, TypeRule.T6);
    }

    /// The same with another rule for what is unbound or unknown.
    Optional<CheckedExpr> property(Variable variable, Name property, BlockScope scope, TypeRule rule) {
        Optional<BlockScope.Symbol> symbol = symbol(variable, scope, rule);
        if (symbol.isEmpty()) {
            return Optional.empty();
        }
        return switch (symbol.get()) {
            case BlockScope.Symbol.Broken _ -> Optional.empty();
            case BlockScope.Symbol.Node(NodeVariable node) ->
                member(node.type(), property, rule).map(p -> new CheckedExpr.NodeProperty(node, p));
            case BlockScope.Symbol.Edge(EdgeVariable edge) ->
                member(edge.type(), property, rule).map(p -> new CheckedExpr.EdgeProperty(edge, p));
        };
    }

    private Optional<Property> member(EntityType type, Name property, TypeRule rule) {
        Optional<Property> found = schema.property(type, property.text());
        if (found.isEmpty()) {
            report.broken(
                    rule,
                    property.span(),
                    "`" + type.name() + "` has no property `" + property.text() + "`.",
                    schema.propertyHelp(type, property.text()));
        }
        return found;
    }

    private Optional<BlockScope.Symbol> symbol(Variable variable, BlockScope scope, TypeRule rule) {
        if (variable.isAnonymous()) {
            report.broken(
                    TypeRule.T6,
                    variable.span(),
                    "`$_` cannot be read: each one is another variable.",
                    "Give it a name.");
            return Optional.empty();
        }
        Optional<BlockScope.Symbol> symbol = scope.lookUp(variable.name());
        if (symbol.isEmpty()) {
            boolean parameter = parameters.find(variable).isPresent();
            report.broken(
                    rule,
                    variable.span(),
                    parameter
                            ? "`" + variable + "` is a parameter and has no properties."
                            : "`" + variable + "` is not bound here.",
                    parameter ? "" : unboundHelp(variable, scope));
        }
        return symbol;
    }

    private String unboundHelp(Variable variable, BlockScope scope) {
        Stream<String> known = Stream.concat(scope.names(), parameters.names().stream());
        return Suggestion.nearest(variable.name(), known)
                .map(name -> "Did you mean `$" + name + "`?")
                .orElse("Bind it before it is used: `" + variable + ": Type`.");
    }

    /// A parameter that this variable names; T6 or T23 otherwise, unless its introduction was reported already.
    Optional<Param> parameter(Variable variable, BlockScope scope, TypeRule rule, String wanted) {
        Optional<Param> param = parameters.find(variable);
        if (param.isPresent()) {
            return param;
        }
        Optional<BlockScope.Symbol> symbol = symbol(variable, scope, TypeRule.T6);
        if (symbol.isPresent()) {
            switch (symbol.get()) {
                case BlockScope.Symbol.Broken _ -> {
                    // Reported where it was introduced.
                }
                case BlockScope.Symbol.Node _ -> report.broken(rule, variable.span(), wanted);
                case BlockScope.Symbol.Edge _ -> edgeBare(variable);
            }
        }
        return Optional.empty();
    }

    private Optional<CheckedExpr> bare(Variable variable, BlockScope scope, Place place) {
        Optional<Param> param = parameters.find(variable);
        if (param.isPresent()) {
            return readable(new CheckedExpr.ParameterValue(param.get()), new Expr.VariableRef(variable), place);
        }
        Optional<BlockScope.Symbol> symbol = symbol(variable, scope, TypeRule.T6);
        if (symbol.isEmpty()) {
            return Optional.empty();
        }
        return switch (symbol.get()) {
            case BlockScope.Symbol.Broken _ -> Optional.empty();
            case BlockScope.Symbol.Node(NodeVariable node) -> Optional.of(new CheckedExpr.NodeValue(node));
            case BlockScope.Symbol.Edge _ -> {
                edgeBare(variable);
                yield Optional.empty();
            }
        };
    }

    void edgeBare(Variable variable) {
        report.broken(
                TypeRule.T23,
                variable.span(),
                "`" + variable + "` is an edge variable; only its properties can be read.",
                "Write `" + variable + ".property`.");
    }

    private Optional<CheckedExpr> readable(CheckedExpr expr, Expr written, Place place) {
        if (expr.valueType().filter(ValueType::isBlob).isPresent()) {
            report.broken(
                    place == Place.FILTER ? TypeRule.T7 : TypeRule.T24,
                    written.span(),
                    "A Blob cannot be read in a query.",
                    "Export the graph to get at Blobs.");
            return Optional.empty();
        }
        return Optional.of(expr);
    }

    private boolean rank(Span span, Place place) {
        switch (place) {
            case PROJECTION, ORDER -> {
                return true;
            }
            case FILTER ->
                report.broken(
                        TypeRule.T7,
                        span,
                        "A rank cannot be tested: it exists only after `match`.",
                        "Use it in `order`.");
            case AGGREGATE -> report.broken(TypeRule.T8, span, "A rank cannot be aggregated.");
        }
        return false;
    }

    private Optional<CheckedExpr> aggregate(Expr.Aggregate aggregate, BlockScope scope, Place place) {
        return switch (place) {
            case FILTER ->
                misplaced(
                        aggregate,
                        TypeRule.T7,
                        "An aggregate cannot be tested in `match`.",
                        "Return it, and test the rows.");
            case ORDER ->
                misplaced(
                        aggregate,
                        TypeRule.T9,
                        "An aggregate stands only in `return`.",
                        "Return it with an alias and order by that: `"
                                + aggregate.function().word() + "(…) as n`.");
            case AGGREGATE -> misplaced(aggregate, TypeRule.T8, "An aggregate cannot stand inside an aggregate.", "");
            case PROJECTION ->
                check(aggregate.argument(), scope, Place.AGGREGATE)
                        .filter(argument -> fits(aggregate, argument))
                        .map(argument -> new CheckedExpr.Aggregate(aggregate.function(), argument));
        };
    }

    private Optional<CheckedExpr> misplaced(Expr expr, TypeRule rule, String message, String help) {
        report.broken(rule, expr.span(), message, help);
        return Optional.empty();
    }

    private boolean fits(Expr.Aggregate aggregate, CheckedExpr argument) {
        Optional<ValueType> type = argument.valueType();
        boolean scalar = type.filter(Compatibility::comparable).isPresent();
        boolean number = scalar && type.get().element().isNumeric();
        boolean fits = switch (aggregate.function()) {
            case COUNT -> true;
            case SUM, AVG -> number;
            case MIN, MAX -> number || (scalar && type.get().isText());
        };
        if (!fits) {
            String wanted = aggregate.function() == Expr.AggregateFunction.SUM
                            || aggregate.function() == Expr.AggregateFunction.AVG
                    ? "a number"
                    : "a number or a String";
            report.broken(
                    TypeRule.T8,
                    aggregate.argument().span(),
                    "`" + aggregate.function().word() + "` takes " + wanted + ", not "
                            + type.map(t -> "`" + t + "`").orElse("a node") + ".");
        }
        return fits;
    }
}

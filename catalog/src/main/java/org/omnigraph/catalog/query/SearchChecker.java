package org.omnigraph.catalog.query;

import java.util.Optional;
import org.omnigraph.catalog.query.ast.Expr;
import org.omnigraph.catalog.query.ast.Literal;
import org.omnigraph.catalog.query.ast.Param;
import org.omnigraph.catalog.query.checked.CheckedExpr;
import org.omnigraph.catalog.schema.ScalarType;
import org.omnigraph.catalog.schema.ValueType;

/// Resolves text tests and rank functions (T15, T19, T20, T21, T23).
final class SearchChecker {
    private static final ValueType I64 = new ValueType.Scalar(ScalarType.I64);
    private static final long MAX_EDITS = 2;
    private static final long RRF_K = 60;

    private final CheckReport report;
    private final Parameters parameters;
    private final ExpressionChecker expressions;

    SearchChecker(CheckReport report, Parameters parameters, ExpressionChecker expressions) {
        this.report = report;
        this.parameters = parameters;
        this.expressions = expressions;
    }

    Optional<CheckedExpr.TextMatch> textTest(Expr.TextCall call, BlockScope scope) {
        TypeRule rule = call.function() == Expr.TextFunction.MATCH_TEXT ? TypeRule.T20 : TypeRule.T19;
        String name = call.function().word();
        Optional<CheckedExpr.NodeProperty> field = textField(call.field(), scope, rule, name);
        Optional<CheckedExpr.Fixed> text = text(call.text(), scope, rule, name);
        Optional<CheckedExpr.Fixed> edits = edits(call.maxEdits(), scope);
        if (field.isEmpty() || text.isEmpty() || edits.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new CheckedExpr.TextMatch(call.function(), field.get(), text.get(), edits.get()));
    }

    Optional<CheckedExpr.Bm25> bm25(Expr.Bm25 call, BlockScope scope) {
        Optional<CheckedExpr.NodeProperty> field = textField(call.field(), scope, TypeRule.T20, "bm25");
        Optional<CheckedExpr.Fixed> text = text(call.text(), scope, TypeRule.T20, "bm25");
        return field.isEmpty() || text.isEmpty()
                ? Optional.empty()
                : Optional.of(new CheckedExpr.Bm25(field.get(), text.get()));
    }

    Optional<CheckedExpr.Nearest> nearest(Expr.Nearest call, BlockScope scope) {
        Optional<CheckedExpr> property = expressions.property(call.variable(), call.property(), scope, TypeRule.T15);
        if (property.isEmpty()) {
            return Optional.empty();
        }
        if (!(property.get() instanceof CheckedExpr.NodeProperty field)) {
            report.broken(
                    TypeRule.T23,
                    call.variable().span(),
                    "`nearest` ranks nodes, and `" + call.variable() + "` is an edge variable.");
            return Optional.empty();
        }
        if (!(field.type() instanceof ValueType.Vector(int dimension))) {
            report.broken(
                    TypeRule.T15,
                    call.property().span(),
                    "`nearest` ranks by a Vector property; `" + call.property().text() + "` is `" + field.type()
                            + "`.");
            return Optional.empty();
        }
        return nearestQuery(call.query(), dimension, scope).map(query -> new CheckedExpr.Nearest(field, query));
    }

    private Optional<CheckedExpr.Fixed> nearestQuery(Expr query, int dimension, BlockScope scope) {
        String wanted =
                "`nearest` looks for a `Vector(" + dimension + ")`, a list of " + dimension + " numbers, or a String.";
        Optional<CheckedExpr.Fixed> found = Optional.empty();
        switch (query) {
            case Expr.LiteralExpr(Literal literal) -> {
                found = literal instanceof Literal.StringLiteral
                        ? fixed(expressions.literals().constant(literal))
                        : fixed(Literals.vector(literal, dimension));
            }
            case Expr.VariableRef ref -> {
                Optional<Param> param = expressions.parameter(ref.variable(), scope, TypeRule.T15, wanted);
                if (param.isEmpty()) {
                    return Optional.empty();
                }
                ValueType type = param.get().type();
                if (type.isText() || type.equals(new ValueType.Vector(dimension))) {
                    found = Optional.of(new CheckedExpr.ParameterValue(param.get()));
                }
            }
            case Expr.Now _,
                    Expr.PropertyRef _,
                    Expr.AliasRef _,
                    Expr.Aggregate _,
                    Expr.Nearest _,
                    Expr.Bm25 _,
                    Expr.Rrf _,
                    Expr.TextCall _ -> {
                // None of them is a literal or parameter.
            }
        }
        if (found.isEmpty()) {
            report.broken(TypeRule.T15, query.span(), wanted);
        }
        return found;
    }

    Optional<CheckedExpr.Rrf> rrf(Expr.Rrf call, BlockScope scope) {
        Optional<CheckedExpr.RankArm> first = arm(call.first(), scope);
        Optional<CheckedExpr.RankArm> second = arm(call.second(), scope);
        Optional<CheckedExpr.Fixed> k = k(call.k(), scope);
        if (first.isEmpty() || second.isEmpty() || k.isEmpty()) {
            return Optional.empty();
        }
        if (!first.get().ranked().equals(second.get().ranked())) {
            report.broken(
                    TypeRule.T21,
                    call.second().span(),
                    "Both arms of `rrf` rank one variable; here they rank `$"
                            + first.get().ranked().name() + "` and `$"
                            + second.get().ranked().name() + "`.");
            return Optional.empty();
        }
        return Optional.of(new CheckedExpr.Rrf(first.get(), second.get(), k.get()));
    }

    private Optional<CheckedExpr.RankArm> arm(Expr.Rank arm, BlockScope scope) {
        return switch (arm) {
            case Expr.Nearest nearest -> nearest(nearest, scope).map(a -> a);
            case Expr.Bm25 bm25 -> bm25(bm25, scope).map(a -> a);
        };
    }

    private Optional<CheckedExpr.NodeProperty> textField(Expr field, BlockScope scope, TypeRule rule, String name) {
        if (field instanceof Expr.VariableRef(var variable)
                && scope.lookUp(variable.name()).orElse(null) instanceof BlockScope.Symbol.Edge) {
            expressions.edgeBare(variable);
            return Optional.empty();
        }
        if (!(field instanceof Expr.PropertyRef ref)) {
            report.broken(
                    rule, field.span(), "`" + name + "` looks into a property of a node: `" + name + "($x.text, …)`.");
            return Optional.empty();
        }
        Optional<CheckedExpr> property = expressions.property(ref.variable(), ref.property(), scope);
        if (property.isEmpty()) {
            return Optional.empty();
        }
        if (!(property.get() instanceof CheckedExpr.NodeProperty found)) {
            report.broken(
                    TypeRule.T23,
                    ref.variable().span(),
                    "`" + name + "` looks into nodes, and `" + ref.variable() + "` is an edge variable.");
            return Optional.empty();
        }
        if (!found.type().isText()) {
            report.broken(
                    rule,
                    ref.property().span(),
                    "`" + name + "` looks into a String; `" + ref.property().text() + "` is `" + found.type() + "`.");
            return Optional.empty();
        }
        return Optional.of(found);
    }

    private Optional<CheckedExpr.Fixed> text(Expr text, BlockScope scope, TypeRule rule, String name) {
        String wanted = "`" + name + "` looks for a String literal or a String parameter.";
        if (text instanceof Expr.LiteralExpr(Literal.StringLiteral literal)) {
            return fixed(expressions.literals().constant(literal));
        }
        if (text instanceof Expr.VariableRef(var variable)) {
            Optional<Param> param = expressions.parameter(variable, scope, rule, wanted);
            if (param.isEmpty()) {
                return Optional.empty();
            }
            if (param.get().type().isText()) {
                return Optional.of(new CheckedExpr.ParameterValue(param.get()));
            }
        }
        report.broken(rule, text.span(), wanted);
        return Optional.empty();
    }

    private Optional<CheckedExpr.Fixed> edits(Expr.Extra extra, BlockScope scope) {
        return switch (extra) {
            case Expr.Extra.Omitted _ -> Optional.of(new CheckedExpr.Constant(MAX_EDITS, I64));
            case Expr.Extra.Given(Expr expr) ->
                integer(expr, 0, MAX_EDITS, scope, TypeRule.T19, "`max_edits` is an integer from 0 to 2.");
        };
    }

    private Optional<CheckedExpr.Fixed> k(Expr.Extra extra, BlockScope scope) {
        return switch (extra) {
            case Expr.Extra.Omitted _ -> Optional.of(new CheckedExpr.Constant(RRF_K, I64));
            case Expr.Extra.Given(Expr expr) ->
                integer(expr, 1, Long.MAX_VALUE, scope, TypeRule.T21, "`k` of `rrf` is an integer above 0.");
        };
    }

    private Optional<CheckedExpr.Fixed> integer(
            Expr expr, long min, long max, BlockScope scope, TypeRule rule, String wanted) {
        if (expr instanceof Expr.LiteralExpr(Literal.IntegerLiteral literal)
                && literal.value() >= min
                && literal.value() <= max) {
            return fixed(expressions.literals().constant(literal));
        }
        if (expr instanceof Expr.VariableRef(var variable)) {
            boolean declared = parameters.find(variable).isPresent();
            Optional<Param> param = expressions.parameter(variable, scope, rule, wanted);
            if (!declared) {
                return Optional.empty();
            }
            ValueType type = param.orElseThrow().type();
            if (type instanceof ValueType.Scalar(ScalarType scalar) && scalar.isInteger()) {
                return Optional.of(new CheckedExpr.ParameterValue(param.get()));
            }
        }
        report.broken(rule, expr.span(), wanted);
        return Optional.empty();
    }

    private static Optional<CheckedExpr.Fixed> fixed(Optional<CheckedExpr.Constant> constant) {
        return constant.map(c -> c);
    }
}

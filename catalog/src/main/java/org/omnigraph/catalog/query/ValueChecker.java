package org.omnigraph.catalog.query;

import java.util.Optional;
import org.omnigraph.catalog.lexing.Suggestion;
import org.omnigraph.catalog.query.ast.Expr;
import org.omnigraph.catalog.query.ast.Literal;
import org.omnigraph.catalog.query.ast.Param;
import org.omnigraph.catalog.query.checked.CheckedExpr;
import org.omnigraph.catalog.schema.ScalarType;
import org.omnigraph.catalog.schema.ValueType;

/// Checks the values in binding braces, assignments and predicates against a property (T3, T7, T14). An empty result
/// means that the problem was reported.
final class ValueChecker {
    private final CheckReport report;
    private final Parameters parameters;
    private final Literals literals;

    ValueChecker(CheckReport report, Parameters parameters, Literals literals) {
        this.report = report;
        this.parameters = parameters;
        this.literals = literals;
    }

    /// A value that one scalar is compared with: that of a scalar property, or an item of a list.
    Optional<CheckedExpr.Fixed> compared(Expr.Value value, String name, ValueType type) {
        return switch (value) {
            case Expr.Now now -> now(now, name, type);
            case Expr.VariableRef ref -> {
                Optional<Param> param = parameter(ref);
                if (param.isPresent()
                        && !Compatibility.compatible(type, param.get().type())) {
                    incompatible(ref, param.get(), name, type);
                    yield Optional.empty();
                }
                yield param.map(CheckedExpr.ParameterValue::new);
            }
            case Expr.LiteralExpr(Literal literal) -> {
                Optional<CheckedExpr.Constant> constant = literals.constant(literal);
                yield constant.isPresent() && fits(literal, constant.get(), name, type)
                        ? constant.map(c -> c)
                        : Optional.empty();
            }
        };
    }

    private boolean fits(Literal literal, CheckedExpr.Constant constant, String name, ValueType type) {
        if (!Compatibility.compatible(type, constant.type())) {
            report.broken(
                    TypeRule.T3,
                    literal.span(),
                    "`" + name + "` is `" + type + "`; this literal is `" + constant.type() + "`.",
                    literalHelp(literal, type));
            return false;
        }
        return inEnum(literal, name, type);
    }

    private boolean inEnum(Literal literal, String name, ValueType type) {
        if (type instanceof ValueType.EnumOf(var values)
                && literal instanceof Literal.StringLiteral(String text, var span)
                && !values.contains(text)) {
            report.broken(
                    TypeRule.T3,
                    span,
                    "`" + name + "` is `" + type + "` and has no value `" + text + "`.",
                    Suggestion.help(text, values, "values"));
            return false;
        }
        return true;
    }

    /// A value that is assigned to a property.
    Optional<CheckedExpr.Fixed> assigned(Expr.Value value, String name, ValueType type) {
        return switch (value) {
            case Expr.Now now -> now(now, name, type);
            case Expr.VariableRef ref -> {
                Optional<Param> param = parameter(ref);
                if (param.isPresent()
                        && !Compatibility.assignable(type, param.get().type())) {
                    incompatible(ref, param.get(), name, type);
                    yield Optional.empty();
                }
                yield param.map(CheckedExpr.ParameterValue::new);
            }
            case Expr.LiteralExpr(Literal literal) ->
                assignedLiteral(literal, name, type).map(c -> c);
        };
    }

    private Optional<CheckedExpr.Constant> assignedLiteral(Literal literal, String name, ValueType type) {
        if (type instanceof ValueType.Vector(int dimension)) {
            Optional<CheckedExpr.Constant> vector = Literals.vector(literal, dimension);
            if (vector.isEmpty()) {
                report.broken(
                        TypeRule.T3,
                        literal.span(),
                        "`" + name + "` is `" + type + "` and takes a list of exactly " + dimension + " numbers.");
            }
            return vector;
        }
        if (type instanceof ValueType.ListOf(ScalarType item)
                && literal instanceof Literal.ListLiteral list
                && list.items().isEmpty()) {
            return Optional.of(new CheckedExpr.Constant(java.util.List.of(), new ValueType.ListOf(item)));
        }
        Optional<CheckedExpr.Constant> constant = literals.constant(literal);
        if (constant.isEmpty()) {
            return Optional.empty();
        }
        if (!Compatibility.assignable(type, constant.get().type())) {
            report.broken(
                    TypeRule.T3,
                    literal.span(),
                    "`" + name + "` is `" + type + "` and cannot be set to this `"
                            + constant.get().type() + "` literal.",
                    literalHelp(literal, type));
            return Optional.empty();
        }
        return inEnum(literal, name, type) ? constant : Optional.empty();
    }

    private static String literalHelp(Literal literal, ValueType type) {
        if (literal instanceof Literal.StringLiteral && type.equals(new ValueType.Scalar(ScalarType.DATE))) {
            return "Write a date as `date(\"2024-02-29\")`.";
        }
        if (literal instanceof Literal.StringLiteral && type.equals(new ValueType.Scalar(ScalarType.DATE_TIME))) {
            return "Write a time as `datetime(\"2024-02-29T08:00:00Z\")`.";
        }
        if (literal instanceof Literal.FloatLiteral && type.element().isInteger()) {
            return "Write an integer.";
        }
        return "";
    }

    private Optional<CheckedExpr.Fixed> now(Expr.Now now, String name, ValueType type) {
        if (type.equals(new ValueType.Scalar(ScalarType.DATE_TIME))) {
            return Optional.of(new CheckedExpr.Now());
        }
        report.broken(TypeRule.T7, now.span(), "`now()` is a DateTime, and `" + name + "` is `" + type + "`.");
        return Optional.empty();
    }

    private Optional<Param> parameter(Expr.VariableRef ref) {
        Optional<Param> param = parameters.find(ref.variable());
        if (param.isEmpty()) {
            report.broken(
                    TypeRule.T14,
                    ref.span(),
                    "`" + ref.variable() + "` is no parameter of this query.",
                    Suggestion.nearest(ref.variable().name(), parameters.names())
                            .map(n -> "Did you mean `$" + n + "`?")
                            .orElse("Declare it: `(" + ref.variable() + ": …)`."));
        }
        return param;
    }

    private void incompatible(Expr.VariableRef ref, Param param, String name, ValueType type) {
        report.broken(
                TypeRule.T7,
                ref.span(),
                "`" + ref.variable() + "` is `" + param.type() + "`, and `" + name + "` is `" + type + "`.",
                "Declare the parameter as `" + parameterType(type) + "`.");
    }

    private static String parameterType(ValueType type) {
        return type instanceof ValueType.EnumOf ? "String" : type.toString();
    }
}

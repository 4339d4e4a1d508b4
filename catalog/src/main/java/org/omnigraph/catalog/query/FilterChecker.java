package org.omnigraph.catalog.query;

import java.util.Optional;
import org.omnigraph.catalog.query.ast.Clause;
import org.omnigraph.catalog.query.ast.Expr;
import org.omnigraph.catalog.query.ast.Operator;
import org.omnigraph.catalog.query.checked.CheckedExpr;
import org.omnigraph.catalog.query.checked.Condition;
import org.omnigraph.catalog.schema.ValueType;

/// Resolves filters (T7; query-language.md §7.12-§7.16).
final class FilterChecker {
    private final CheckReport report;
    private final ExpressionChecker expressions;

    FilterChecker(CheckReport report, ExpressionChecker expressions) {
        this.report = report;
        this.expressions = expressions;
    }

    Optional<Condition> check(Clause.Filter filter, BlockScope scope) {
        Optional<CheckedExpr> left = expressions.check(filter.left(), scope, ExpressionChecker.Place.FILTER);
        Optional<CheckedExpr> right = expressions.check(filter.right(), scope, ExpressionChecker.Place.FILTER);
        Optional<ValueType> leftType = left.flatMap(l -> valueType(l, filter.left()));
        Optional<ValueType> rightType = right.flatMap(r -> valueType(r, filter.right()));
        if (left.isEmpty() || right.isEmpty() || leftType.isEmpty() || rightType.isEmpty()) {
            return Optional.empty();
        }
        return switch (filter.operator()) {
            case EQ, NE, LT, LE, GT, GE -> comparison(filter, left.get(), leftType.get(), right.get(), rightType.get());
            case CONTAINS -> contains(filter, left.get(), leftType.get(), right.get(), rightType.get());
            case STARTS_WITH -> startsWith(filter, left.get(), leftType.get(), right.get(), rightType.get());
        };
    }

    private Optional<ValueType> valueType(CheckedExpr expr, Expr written) {
        Optional<ValueType> type = expr.valueType();
        if (type.isEmpty()) {
            report.broken(TypeRule.T7, written.span(), "A node cannot be compared.", "Compare one of its properties.");
        }
        return type;
    }

    private Optional<Condition> comparison(
            Clause.Filter filter, CheckedExpr left, ValueType leftType, CheckedExpr right, ValueType rightType) {
        boolean leftFits = scalar(filter.left(), leftType, filter.operator());
        boolean rightFits = scalar(filter.right(), rightType, filter.operator());
        if (!leftFits || !rightFits) {
            return Optional.empty();
        }
        if (!Compatibility.compatible(leftType, rightType)) {
            report.broken(
                    TypeRule.T7,
                    filter.span(),
                    "`" + leftType + "` and `" + rightType + "` cannot be compared.",
                    timeHelp(leftType, rightType));
            return Optional.empty();
        }
        if (left instanceof CheckedExpr.TextMatch test && isFlag(right, filter.operator())) {
            return Optional.of(new Condition.TextHolds(test, expected(right, filter.operator())));
        }
        if (right instanceof CheckedExpr.TextMatch test && isFlag(left, filter.operator())) {
            return Optional.of(new Condition.TextHolds(test, expected(left, filter.operator())));
        }
        return Optional.of(new Condition.Comparison(
                left, filter.operator(), right, Compatibility.domain(left, leftType, right, rightType)));
    }

    private static boolean isFlag(CheckedExpr expr, Operator operator) {
        return expr instanceof CheckedExpr.Constant(Object value, ValueType _)
                && value instanceof Boolean
                && (operator == Operator.EQ || operator == Operator.NE);
    }

    private static boolean expected(CheckedExpr flag, Operator operator) {
        return flag.equals(flagConstant(operator == Operator.EQ));
    }

    private static CheckedExpr flagConstant(boolean value) {
        return new CheckedExpr.Constant(value, new ValueType.Scalar(org.omnigraph.catalog.schema.ScalarType.BOOL));
    }

    private boolean scalar(Expr written, ValueType type, Operator operator) {
        if (Compatibility.comparable(type)) {
            return true;
        }
        report.broken(
                TypeRule.T7,
                written.span(),
                "`" + operator.spelling() + "` compares single values; this is `" + type + "`.",
                type.isList() ? "Test for an item with `contains`." : "");
        return false;
    }

    private static String timeHelp(ValueType left, ValueType right) {
        String types = left + " " + right;
        if (types.contains("String") && types.contains("DateTime")) {
            return "Write a time as `datetime(\"2024-02-29T08:00:00Z\")`.";
        }
        return types.contains("String") && types.contains("Date") ? "Write a date as `date(\"2024-02-29\")`." : "";
    }

    private Optional<Condition> contains(
            Clause.Filter filter, CheckedExpr left, ValueType leftType, CheckedExpr right, ValueType rightType) {
        if (leftType.isText()) {
            if (rightType.isText()) {
                return Optional.of(new Condition.SubstringTest(left, right));
            }
            report.broken(
                    TypeRule.T7,
                    filter.right().span(),
                    "`contains` on a String looks for a String, not for `" + rightType + "`.");
            return Optional.empty();
        }
        if (!leftType.isList()) {
            report.broken(
                    TypeRule.T7,
                    filter.left().span(),
                    "`contains` takes a list or a String on its left; this is `" + leftType + "`.");
            return Optional.empty();
        }
        CheckedExpr list = typedList(left, rightType);
        if (!Compatibility.comparable(rightType)
                || !Compatibility.compatible(list.valueType().orElse(leftType).element(), rightType.element())) {
            report.broken(
                    TypeRule.T7, filter.right().span(), "A list `" + leftType + "` contains no `" + rightType + "`.");
            return Optional.empty();
        }
        return Optional.of(
                new Condition.ListContains(list, right, Compatibility.domain(list, leftType, right, rightType)));
    }

    /// The empty list literal takes the item type of what is looked for in it.
    private static CheckedExpr typedList(CheckedExpr list, ValueType itemType) {
        return list instanceof CheckedExpr.Constant(Object value, ValueType _) && value.equals(java.util.List.of())
                ? new CheckedExpr.Constant(value, new ValueType.ListOf(itemType.element()))
                : list;
    }

    private Optional<Condition> startsWith(
            Clause.Filter filter, CheckedExpr left, ValueType leftType, CheckedExpr right, ValueType rightType) {
        if (leftType.isText() && rightType.isText()) {
            return Optional.of(new Condition.PrefixTest(left, right));
        }
        report.broken(
                TypeRule.T7,
                (leftType.isText() ? filter.right() : filter.left()).span(),
                "`starts_with` takes Strings on both sides; this is `" + (leftType.isText() ? rightType : leftType)
                        + "`.");
        return Optional.empty();
    }
}

package org.omnigraph.catalog.query;

import org.omnigraph.catalog.query.ast.Expr;
import org.omnigraph.catalog.query.ast.Projection;
import org.omnigraph.catalog.query.checked.CheckedExpr;
import org.omnigraph.catalog.query.checked.ResultColumn;
import org.omnigraph.catalog.query.checked.ResultKind;
import org.omnigraph.catalog.schema.ValueType;

/// Names and kinds of result columns (query-language.md §6).
final class Columns {
    private Columns() {}

    /// The alias, or the default name of what is projected.
    static String name(Projection projection) {
        return projection.alias().isPresent() ? projection.alias().text() : name(projection.expr());
    }

    private static String name(Expr expr) {
        return switch (expr) {
            case Expr.PropertyRef ref ->
                ref.variable().name() + "." + ref.property().text();
            case Expr.VariableRef ref -> ref.variable().name();
            case Expr.LiteralExpr _ -> "literal";
            case Expr.Now _ -> "now";
            case Expr.Aggregate aggregate -> aggregate.function().word();
            case Expr.TextCall call -> call.function().word();
            case Expr.Nearest _ -> "nearest";
            case Expr.Bm25 _ -> "bm25";
            case Expr.Rrf _ -> "rrf";
            case Expr.AliasRef ref -> ref.alias().text();
        };
    }

    static ResultColumn of(String name, CheckedExpr expr) {
        return expr.valueType()
                .map(type -> of(name, type, nullable(expr)))
                .orElse(new ResultColumn(name, ResultKind.OBJECT, ResultKind.OBJECT, 0, false));
    }

    /// A column, or a catalog parameter, of values of a type.
    static ResultColumn of(String name, ValueType type, boolean nullable) {
        ResultKind kind = ResultKind.of(type);
        ResultKind itemKind = type.isList() ? ResultKind.of(type.element()) : kind;
        int dimension = type instanceof ValueType.Vector(int d) ? d : 0;
        return new ResultColumn(name, kind, itemKind, dimension, nullable);
    }

    private static boolean nullable(CheckedExpr expr) {
        return switch (expr) {
            case CheckedExpr.NodeProperty p -> p.property().nullable();
            case CheckedExpr.EdgeProperty p -> p.property().nullable();
            case CheckedExpr.ParameterValue p -> p.parameter().nullable();
            case CheckedExpr.Aggregate _ -> true;
            case CheckedExpr.Nearest n -> n.field().property().nullable();
            case CheckedExpr.Constant _,
                    CheckedExpr.Now _,
                    CheckedExpr.NodeValue _,
                    CheckedExpr.TextMatch _,
                    CheckedExpr.Bm25 _,
                    CheckedExpr.Rrf _ -> false;
        };
    }
}

package org.omnigraph.catalog.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.omnigraph.catalog.query.ast.Literal;
import org.omnigraph.catalog.query.checked.CheckedExpr;
import org.omnigraph.catalog.schema.ScalarType;
import org.omnigraph.catalog.schema.ValueType;

/// Literals as typed constants.
final class Literals {
    private final CheckReport report;

    Literals(CheckReport report) {
        this.report = report;
    }

    /// The constant; nothing, reported, for a nested or mixed list (T3).
    Optional<CheckedExpr.Constant> constant(Literal literal) {
        if (literal instanceof Literal.ListLiteral list) {
            return list(list);
        }
        return Optional.of(new CheckedExpr.Constant(value(literal), new ValueType.Scalar(scalar(literal))));
    }

    private Optional<CheckedExpr.Constant> list(Literal.ListLiteral list) {
        Optional<ScalarType> item = itemType(list);
        return item.map(scalar -> new CheckedExpr.Constant(
                list.items().stream().map(Literals::value).toList(), new ValueType.ListOf(scalar)));
    }

    private Optional<ScalarType> itemType(Literal.ListLiteral list) {
        ScalarType type = ScalarType.STRING;
        boolean first = true;
        for (Literal item : list.items()) {
            if (item instanceof Literal.ListLiteral) {
                report.broken(TypeRule.T3, item.span(), "A list cannot hold a list.");
                return Optional.empty();
            }
            ScalarType next = scalar(item);
            if (!first && !Compatibility.compatible(type, next)) {
                report.broken(
                        TypeRule.T3,
                        item.span(),
                        "A list holds items of one type: " + next.spelling() + " stands beside " + type.spelling()
                                + ".");
                return Optional.empty();
            }
            type = first || next == ScalarType.F64 ? next : type;
            first = false;
        }
        return Optional.of(type);
    }

    /// The scalar type of a literal; of a list's items, it is asked for each.
    static ScalarType scalar(Literal literal) {
        return switch (literal) {
            case Literal.StringLiteral _ -> ScalarType.STRING;
            case Literal.IntegerLiteral _ -> ScalarType.I64;
            case Literal.FloatLiteral _ -> ScalarType.F64;
            case Literal.BoolLiteral _ -> ScalarType.BOOL;
            case Literal.DateLiteral _ -> ScalarType.DATE;
            case Literal.DateTimeLiteral _ -> ScalarType.DATE_TIME;
            case Literal.ListLiteral _ -> ScalarType.STRING;
        };
    }

    private static Object value(Literal literal) {
        return switch (literal) {
            case Literal.StringLiteral s -> s.value();
            case Literal.IntegerLiteral i -> i.value();
            case Literal.FloatLiteral f -> f.value();
            case Literal.BoolLiteral b -> b.value();
            case Literal.DateLiteral d -> d.epochDays();
            case Literal.DateTimeLiteral t -> t.epochMillis();
            case Literal.ListLiteral l -> {
                List<Object> items = new ArrayList<>();
                l.items().forEach(item -> items.add(value(item)));
                yield List.copyOf(items);
            }
        };
    }

    /// A list of exactly `dimension` numbers that are finite as F32, as a vector.
    static Optional<CheckedExpr.Constant> vector(Literal literal, int dimension) {
        if (!(literal instanceof Literal.ListLiteral list) || list.items().size() != dimension) {
            return Optional.empty();
        }
        float[] vector = new float[dimension];
        for (int i = 0; i < dimension; i++) {
            switch (list.items().get(i)) {
                case Literal.IntegerLiteral n -> vector[i] = n.value();
                case Literal.FloatLiteral n -> vector[i] = (float) n.value();
                case Literal.StringLiteral _,
                        Literal.BoolLiteral _,
                        Literal.DateLiteral _,
                        Literal.DateTimeLiteral _,
                        Literal.ListLiteral _ -> {
                    return Optional.empty();
                }
            }
            if (!Float.isFinite(vector[i])) {
                return Optional.empty();
            }
        }
        return Optional.of(new CheckedExpr.Constant(vector, new ValueType.Vector(dimension)));
    }
}

package org.omnigraph.catalog.query;

import org.omnigraph.catalog.query.checked.CheckedExpr;
import org.omnigraph.catalog.query.checked.Domain;
import org.omnigraph.catalog.schema.ScalarType;
import org.omnigraph.catalog.schema.ValueType;

/// Which types go together (query-language.md §5): both lists or neither, and the same scalar or both numeric;
/// Vectors of equal dimensions. An enum is a String, nullability is ignored.
final class Compatibility {
    private Compatibility() {}

    static boolean compatible(ValueType a, ValueType b) {
        if (a.isVector() || b.isVector()) {
            return a.equals(b);
        }
        return a.isList() == b.isList() && compatible(a.element(), b.element());
    }

    static boolean compatible(ScalarType a, ScalarType b) {
        return a == b || (a.isNumeric() && b.isNumeric());
    }

    /// True if values of `value` may be assigned to a property of type `target`: stricter than compatible, since no
    /// float becomes an integer; and wider, since a String becomes a Blob.
    static boolean assignable(ValueType target, ValueType value) {
        if (target.isBlob()) {
            return value.isBlob() || value.equals(new ValueType.Scalar(ScalarType.STRING));
        }
        return compatible(target, value)
                && (target.isVector()
                        || !target.element().isInteger()
                        || value.element().isInteger());
    }

    /// True for what a comparison takes: one scalar that is no Blob.
    static boolean comparable(ValueType type) {
        return !type.isList() && !type.isVector() && !type.isBlob();
    }

    /// How values of two compatible scalar types compare; numbers as exact numbers.
    static Domain domain(ScalarType scalar) {
        return switch (scalar) {
            case STRING, BLOB -> Domain.TEXT;
            case BOOL -> Domain.BOOL;
            case I32, I64, U32, U64, F32, F64 -> Domain.NUMBER;
            case DATE -> Domain.DATE;
            case DATE_TIME -> Domain.DATE_TIME;
        };
    }

    /// How two sides compare; rounds a literal or parameter that stands against an F32 property.
    static Domain domain(CheckedExpr left, ValueType leftType, CheckedExpr right, ValueType rightType) {
        boolean rounds = (isF32Property(left, leftType) && right instanceof CheckedExpr.Fixed)
                || (isF32Property(right, rightType) && left instanceof CheckedExpr.Fixed);
        return rounds ? Domain.NUMBER_F32 : domain(leftType.element());
    }

    private static boolean isF32Property(CheckedExpr expr, ValueType type) {
        return type.element() == ScalarType.F32
                && (expr instanceof CheckedExpr.NodeProperty || expr instanceof CheckedExpr.EdgeProperty);
    }
}

package org.omnigraph.catalog.query.checked;

import java.util.Locale;
import org.omnigraph.catalog.schema.ScalarType;
import org.omnigraph.catalog.schema.ValueType;

/// The kinds of result columns and catalog parameters (query-language.md §6.1).
public enum ResultKind {
    STRING,
    BOOL,
    INT,
    BIGINT,
    FLOAT,
    DATE,
    DATETIME,
    BLOB,
    VECTOR,
    LIST,
    OBJECT;

    /// The name in JSON.
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The kind of values of a type.
    public static ResultKind of(ValueType type) {
        return switch (type) {
            case ValueType.ListOf _ -> LIST;
            case ValueType.Vector _ -> VECTOR;
            case ValueType.EnumOf _ -> STRING;
            case ValueType.Scalar(ScalarType scalar) -> of(scalar);
        };
    }

    /// The kind of values of a scalar.
    public static ResultKind of(ScalarType scalar) {
        return switch (scalar) {
            case STRING -> STRING;
            case BOOL -> BOOL;
            case I32, U32 -> INT;
            case I64, U64 -> BIGINT;
            case F32, F64 -> FLOAT;
            case DATE -> DATE;
            case DATE_TIME -> DATETIME;
            case BLOB -> BLOB;
        };
    }
}

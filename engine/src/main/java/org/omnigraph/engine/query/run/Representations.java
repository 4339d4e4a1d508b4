package org.omnigraph.engine.query.run;

import java.util.List;
import org.omnigraph.catalog.schema.ScalarType;
import org.omnigraph.catalog.schema.ValueType;

/// Fixed values in the one representation that a type has (see [org.omnigraph.catalog.value]): a literal 3 is a Long
/// until it is known to be an I32 or an F64.
public final class Representations {
    private Representations() {}

    /// The value as its type represents it. Its range was checked before.
    public static Object of(ValueType type, Object value) {
        return switch (type) {
            case ValueType.Scalar(ScalarType scalar) -> of(scalar, value);
            case ValueType.ListOf(ScalarType item) ->
                ((List<?>) value).stream().map(element -> of(item, element)).toList();
            case ValueType.EnumOf _, ValueType.Vector _ -> value;
        };
    }

    private static Object of(ScalarType scalar, Object value) {
        return switch (scalar) {
            case I32, DATE -> (Object) ((Number) value).intValue();
            case I64, U32, U64, DATE_TIME -> (Object) ((Number) value).longValue();
            case F32 -> (Object) ((Number) value).floatValue();
            case F64 -> (Object) ((Number) value).doubleValue();
            case STRING, BOOL, BLOB -> value;
        };
    }
}

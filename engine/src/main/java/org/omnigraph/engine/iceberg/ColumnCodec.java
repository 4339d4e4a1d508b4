package org.omnigraph.engine.iceberg;

import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.omnigraph.catalog.schema.ScalarType;
import org.omnigraph.catalog.schema.ValueType;

/// How the values of one type stand in Iceberg, chosen so that other engines read them as what they are: U32 and U64
/// as long (a U64 above 2^63-1 is refused when read), DateTime as timestamptz (microseconds), enum and Blob as string
/// (a Blob as `base64:…`), Vector as list of float. The Java side is that of `org.omnigraph.catalog.value`.
final class ColumnCodec {
    private static final long MICROS_PER_MILLI = 1000;

    private ColumnCodec() {}

    /// The Iceberg type; `elementId` is the field id of a list's items.
    static Type icebergType(ValueType type, int elementId) {
        return switch (type) {
            case ValueType.Scalar(ScalarType scalar) -> icebergType(scalar);
            case ValueType.EnumOf _ -> Types.StringType.get();
            case ValueType.Vector _ -> Types.ListType.ofRequired(elementId, Types.FloatType.get());
            case ValueType.ListOf(ScalarType item) -> Types.ListType.ofRequired(elementId, icebergType(item));
        };
    }

    private static Type icebergType(ScalarType scalar) {
        return switch (scalar) {
            case STRING, BLOB -> Types.StringType.get();
            case BOOL -> Types.BooleanType.get();
            case I32 -> Types.IntegerType.get();
            case I64, U32, U64 -> Types.LongType.get();
            case F32 -> Types.FloatType.get();
            case F64 -> Types.DoubleType.get();
            case DATE -> Types.DateType.get();
            case DATE_TIME -> Types.TimestampType.withZone();
        };
    }

    static Object toIceberg(ValueType type, Object value) {
        return switch (type) {
            case ValueType.Scalar(ScalarType scalar) -> toIceberg(scalar, value);
            case ValueType.EnumOf _ -> value;
            case ValueType.Vector _ -> boxed((float[]) value);
            case ValueType.ListOf(ScalarType item) -> {
                List<Object> items = new ArrayList<>();
                for (Object each : (List<?>) value) {
                    items.add(toIceberg(item, each));
                }
                yield items;
            }
        };
    }

    private static Object toIceberg(ScalarType scalar, Object value) {
        return switch (scalar) {
            case DATE_TIME -> Math.multiplyExact((Long) value, MICROS_PER_MILLI);
            case STRING, BLOB, BOOL, I32, I64, U32, U64, F32, F64, DATE -> value;
        };
    }

    /// The inverse of [#toIceberg], for values that stand alone in a
    /// [org.omnigraph.engine.table.ColumnVector.Objects].
    static Object fromIceberg(ValueType type, Object value) {
        return switch (type) {
            case ValueType.Scalar(ScalarType scalar) -> fromIceberg(scalar, value);
            case ValueType.EnumOf _ -> value.toString();
            case ValueType.Vector _ -> unboxed((List<?>) value);
            case ValueType.ListOf(ScalarType item) -> {
                List<Object> items = new ArrayList<>();
                for (Object each : (List<?>) value) {
                    items.add(fromIceberg(item, each));
                }
                yield List.copyOf(items);
            }
        };
    }

    private static Object fromIceberg(ScalarType scalar, Object value) {
        return switch (scalar) {
            case DATE_TIME -> millis((Long) value);
            case STRING, BLOB -> value.toString();
            case BOOL, I32, I64, U32, U64, F32, F64, DATE -> value;
        };
    }

    static long millis(long micros) {
        return Math.floorDiv(micros, MICROS_PER_MILLI);
    }

    private static List<Float> boxed(float[] vector) {
        List<Float> items = new ArrayList<>(vector.length);
        for (float each : vector) {
            items.add(each);
        }
        return items;
    }

    private static float[] unboxed(List<?> items) {
        float[] vector = new float[items.size()];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (Float) items.get(i);
        }
        return vector;
    }
}

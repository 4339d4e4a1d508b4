package org.omnigraph.catalog.value;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.util.List;
import org.omnigraph.catalog.schema.ScalarType;
import org.omnigraph.catalog.schema.ValueType;

/// Java values to JSON as query rows and exports show them (schema-language.md §3). F32 prints its own shortest
/// decimal. Values must be in the Java representation of their type (see the package). Pure.
public final class ValueWriter {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private ValueWriter() {}

    /// The value as a JSON tree.
    public static JsonNode toJson(ValueType type, Object value) {
        return switch (type) {
            case ValueType.Scalar(ScalarType scalar) -> toJson(scalar, value);
            case ValueType.EnumOf _ -> NODES.textNode((String) value);
            case ValueType.ListOf(ScalarType item) -> {
                ArrayNode array = NODES.arrayNode();
                ((List<?>) value).forEach(element -> array.add(toJson(item, element)));
                yield array;
            }
            case ValueType.Vector _ -> {
                float[] vector = (float[]) value;
                ArrayNode array = NODES.arrayNode(vector.length);
                for (float number : vector) {
                    array.add(number);
                }
                yield array;
            }
        };
    }

    /// Writes the same JSON straight into a stream, for exports.
    ///
    /// @throws IOException if the stream fails
    public static void write(ValueType type, Object value, JsonGenerator out) throws IOException {
        switch (type) {
            case ValueType.Scalar(ScalarType scalar) -> write(scalar, value, out);
            case ValueType.EnumOf _ -> out.writeString((String) value);
            case ValueType.ListOf(ScalarType item) -> {
                out.writeStartArray();
                for (Object element : (List<?>) value) {
                    write(item, element, out);
                }
                out.writeEndArray();
            }
            case ValueType.Vector _ -> {
                out.writeStartArray();
                for (float number : (float[]) value) {
                    out.writeNumber(number);
                }
                out.writeEndArray();
            }
        }
    }

    private static JsonNode toJson(ScalarType type, Object value) {
        return switch (type) {
            case STRING, BLOB -> NODES.textNode((String) value);
            case BOOL -> NODES.booleanNode((Boolean) value);
            case I32 -> NODES.numberNode((int) (Integer) value);
            case I64, U32, U64 -> NODES.numberNode((long) (Long) value);
            case F32 -> NODES.numberNode((float) (Float) value);
            case F64 -> NODES.numberNode((double) (Double) value);
            case DATE -> NODES.textNode(CalendarText.date((Integer) value));
            case DATE_TIME -> NODES.textNode(CalendarText.dateTime((Long) value));
        };
    }

    private static void write(ScalarType type, Object value, JsonGenerator out) throws IOException {
        switch (type) {
            case STRING, BLOB -> out.writeString((String) value);
            case BOOL -> out.writeBoolean((Boolean) value);
            case I32 -> out.writeNumber((int) (Integer) value);
            case I64, U32, U64 -> out.writeNumber((long) (Long) value);
            case F32 -> out.writeNumber((float) (Float) value);
            case F64 -> out.writeNumber((double) (Double) value);
            case DATE -> out.writeString(CalendarText.date((Integer) value));
            case DATE_TIME -> out.writeString(CalendarText.dateTime((Long) value));
        }
    }
}

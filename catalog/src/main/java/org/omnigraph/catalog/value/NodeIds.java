package org.omnigraph.catalog.value;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.omnigraph.catalog.schema.ScalarType;
import org.omnigraph.catalog.schema.ValueType;

/// Node ids out of key values (schema-language.md §8). Pure.
public final class NodeIds {
    private NodeIds() {}

    /// The id of a node whose key has these members, in order of property identity: the canonical spelling of a
    /// single value, or the compact JSON array of several.
    ///
    /// @param types of the members
    /// @param values of the members, none absent, each in the Java representation of its type
    public static String ofKey(List<ValueType> types, List<?> values) {
        if (types.isEmpty() || types.size() != values.size()) {
            throw new IllegalArgumentException(
                    "a key of " + types.size() + " members, and " + values.size() + " values");
        }
        if (types.size() == 1) {
            return canonical(types.getFirst(), values.getFirst());
        }
        StringBuilder id = new StringBuilder("[");
        for (int i = 0; i < types.size(); i++) {
            if (i > 0) {
                id.append(',');
            }
            appendQuoted(id, canonical(types.get(i), values.get(i)));
        }
        return id.append(']').toString();
    }

    /// The canonical spelling of one key value (§8.2).
    ///
    /// @throws IllegalArgumentException for a type that no key can have, or a number that is not finite
    public static String canonical(ValueType type, Object value) {
        return switch (type) {
            case ValueType.EnumOf _ -> (String) value;
            case ValueType.Scalar(ScalarType scalar) ->
                switch (scalar) {
                    case STRING -> (String) value;
                    case BOOL -> Boolean.toString((Boolean) value);
                    case I32, DATE -> Integer.toString((Integer) value);
                    case I64, U32, U64, DATE_TIME -> Long.toString((Long) value);
                    case F32 -> decimal(Float.toString((Float) value));
                    case F64 -> decimal(Double.toString((Double) value));
                    case BLOB -> throw new IllegalArgumentException("a Blob is no key");
                };
            case ValueType.ListOf _, ValueType.Vector _ -> throw new IllegalArgumentException(type + " is no key");
        };
    }

    /// Without exponent and trailing zeros; both zeros are `0`. Infinity and NaN are no decimals and refused.
    private static String decimal(String shortest) {
        return new BigDecimal(shortest).stripTrailingZeros().toPlainString();
    }

    private static void appendQuoted(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < 0x20) {
                        out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}

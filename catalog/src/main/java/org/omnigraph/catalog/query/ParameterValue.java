package org.omnigraph.catalog.query;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.omnigraph.catalog.schema.ScalarType;
import org.omnigraph.catalog.schema.ValueType;
import org.omnigraph.catalog.value.ValueReader;
import org.omnigraph.catalog.value.ValueReading;

/// What reading one JSON value as a parameter gave (the table of query-language.md §4.2).
sealed interface ParameterValue {
    record Accepted(Object value) implements ParameterValue {}

    /// Says what is wrong, as the end of a sentence.
    record Refused(String reason) implements ParameterValue {}

    /// Longer digit strings cannot be in range; they are not even converted.
    Pattern DECIMAL = Pattern.compile("-?[0-9]{1,19}");

    /// Reads a value that is neither null nor missing.
    static ParameterValue read(ValueType type, JsonNode json) {
        return switch (type) {
            case ValueType.Scalar(ScalarType scalar) -> scalar(scalar, json);
            case ValueType.EnumOf _ -> scalar(ScalarType.STRING, json);
            case ValueType.ListOf(ScalarType item) -> list(item, json);
            case ValueType.Vector(int dimension) -> vector(dimension, json);
        };
    }

    private static ParameterValue scalar(ScalarType type, JsonNode json) {
        return switch (type) {
            case STRING, BLOB -> json.isTextual() ? new Accepted(json.textValue()) : wrong("a JSON string", json);
            case BOOL -> json.isBoolean() ? new Accepted(json.booleanValue()) : wrong("`true` or `false`", json);
            case I32, I64, U32, U64 -> integer(type, json);
            case F32, F64 -> number(type, json);
            case DATE, DATE_TIME -> time(type, json);
        };
    }

    private static ParameterValue integer(ScalarType type, JsonNode json) {
        Optional<BigInteger> value = Optional.empty();
        if (json.isIntegralNumber()) {
            value = Optional.of(json.bigIntegerValue());
        } else if (json.isTextual() && DECIMAL.matcher(json.textValue()).matches()) {
            value = Optional.of(new BigInteger(json.textValue()));
        }
        if (value.isEmpty()) {
            return wrong("an integer, as a JSON number or a decimal string", json);
        }
        BigInteger min = switch (type) {
            case I32 -> BigInteger.valueOf(Integer.MIN_VALUE);
            case U32, U64 -> BigInteger.ZERO;
            default -> BigInteger.valueOf(Long.MIN_VALUE);
        };
        BigInteger max = switch (type) {
            case I32 -> BigInteger.valueOf(Integer.MAX_VALUE);
            case U32 -> BigInteger.valueOf(0xFFFF_FFFFL);
            default -> BigInteger.valueOf(Long.MAX_VALUE);
        };
        if (value.get().compareTo(min) < 0 || value.get().compareTo(max) > 0) {
            return new Refused("it lies between " + min + " and " + max);
        }
        long number = value.get().longValueExact();
        return type == ScalarType.I32 ? new Accepted((int) number) : new Accepted(number);
    }

    private static ParameterValue number(ScalarType type, JsonNode json) {
        if (!json.isNumber()) {
            return wrong("a JSON number", json);
        }
        double value = type == ScalarType.F32 ? json.floatValue() : json.doubleValue();
        return Double.isFinite(value) ? new Accepted(value) : new Refused("the number is too large for it");
    }

    private static ParameterValue time(ScalarType type, JsonNode json) {
        String example = type == ScalarType.DATE ? "\"2024-02-29\"" : "\"2024-02-29T08:00:00Z\"";
        if (!json.isTextual()) {
            return wrong("a string like " + example, json);
        }
        return switch (ValueReader.read(new ValueType.Scalar(type), json)) {
            case ValueReading.Value(Object value) -> new Accepted(value);
            case ValueReading.Null _, ValueReading.Refused _ -> wrong("a string like " + example, json);
        };
    }

    private static ParameterValue list(ScalarType item, JsonNode json) {
        if (!json.isArray()) {
            return wrong("a JSON array", json);
        }
        List<Object> items = new ArrayList<>(json.size());
        for (JsonNode element : json) {
            ParameterValue read = element.isNull() ? new Refused("an item is null") : scalar(item, element);
            switch (read) {
                case Accepted(Object value) -> items.add(value);
                case Refused(String reason) -> {
                    return new Refused("item " + items.size() + ": " + reason);
                }
            }
        }
        return new Accepted(List.copyOf(items));
    }

    private static ParameterValue vector(int dimension, JsonNode json) {
        if (!json.isArray()) {
            return wrong("a JSON array of " + dimension + " numbers", json);
        }
        if (json.size() != dimension) {
            return new Refused("it has exactly " + dimension + " numbers, not " + json.size());
        }
        float[] vector = new float[dimension];
        for (int i = 0; i < dimension; i++) {
            JsonNode element = json.get(i);
            vector[i] = element.isNumber() ? element.floatValue() : Float.NaN;
            if (!Float.isFinite(vector[i])) {
                return new Refused("item " + i + " is no finite number");
            }
        }
        return new Accepted(vector);
    }

    private static Refused wrong(String wanted, JsonNode json) {
        String found = switch (json.getNodeType()) {
            case ARRAY -> "an array";
            case BOOLEAN -> "a boolean";
            case NUMBER -> json.isIntegralNumber() ? "an integer" : "a number with a fraction or exponent";
            case OBJECT -> "an object";
            case STRING -> "the string \"" + shortened(json.textValue()) + "\"";
            case BINARY, MISSING, NULL, POJO -> "nothing";
        };
        return new Refused("expected " + wanted + ", found " + found);
    }

    private static String shortened(String text) {
        return text.length() <= 60 ? text : text.substring(0, 57) + "…";
    }
}

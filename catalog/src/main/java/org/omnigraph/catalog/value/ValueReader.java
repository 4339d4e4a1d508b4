package org.omnigraph.catalog.value;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.omnigraph.catalog.schema.ScalarType;
import org.omnigraph.catalog.schema.ValueType;

/// JSON values to Java values by the rules for loads (schema-language.md §3). Pure.
public final class ValueReader {
    /// The code of a value that its type refuses.
    public static final String BAD_VALUE = "bad_value";

    /// The code of a String that is none of an enum's values.
    public static final String ENUM_VIOLATION = "enum_violation";

    private static final String BASE64_PREFIX = "base64:";
    private static final int SHOWN_LENGTH_MAX = 60;
    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,19}");
    private static final BigInteger U32_MAX = BigInteger.valueOf(0xFFFF_FFFFL);

    private ValueReader() {}

    /// Reads one value. For F32 to be rounded once only, numbers must have been parsed exactly
    /// (`USE_BIG_DECIMAL_FOR_FLOATS`). A Blob that is no `base64:` is returned as given; policy decides on URIs.
    public static ValueReading read(ValueType type, JsonNode json) {
        if (json.isNull() || json.isMissingNode()) {
            return new ValueReading.Null();
        }
        return switch (type) {
            case ValueType.Scalar(ScalarType scalar) -> scalar(scalar, json);
            case ValueType.ListOf(ScalarType item) -> list(item, json);
            case ValueType.Vector(int dimension) -> vector(dimension, json);
            case ValueType.EnumOf enumeration -> enumValue(enumeration, json);
        };
    }

    private static ValueReading scalar(ScalarType type, JsonNode json) {
        return switch (type) {
            case STRING -> text(json);
            case BOOL -> json.isBoolean() ? value(json.booleanValue()) : refused("is no Bool", json);
            case I32 -> integer(type, json);
            case U32 -> integer(type, json);
            case I64 -> integer(type, json);
            case U64 -> integer(type, json);
            case F32 -> f32(json);
            case F64 -> f64(json);
            case DATE -> date(json);
            case DATE_TIME -> dateTime(json);
            case BLOB -> blob(json);
        };
    }

    private static ValueReading text(JsonNode json) {
        if (!json.isTextual()) {
            return refused("is no String", json);
        }
        return isUnicode(json.textValue()) ? value(json.textValue()) : refused("holds half a surrogate pair", json);
    }

    private static ValueReading enumValue(ValueType.EnumOf type, JsonNode json) {
        if (!json.isTextual()) {
            return refused("is no String", json);
        }
        if (type.values().contains(json.textValue())) {
            return value(json.textValue());
        }
        return new ValueReading.Refused(
                ENUM_VIOLATION, "is none of " + shortened(type.toString()) + ": " + shown(json));
    }

    private static ValueReading integer(ScalarType type, JsonNode json) {
        boolean wide = type == ScalarType.I64 || type == ScalarType.U64;
        BigInteger number;
        if (json.isIntegralNumber()) {
            number = json.bigIntegerValue();
        } else if (wide && json.isTextual() && DECIMAL.matcher(json.textValue()).matches()) {
            number = new BigInteger(json.textValue());
        } else {
            return refused("is no integer of type " + type.spelling(), json);
        }
        boolean unsigned = type == ScalarType.U32 || type == ScalarType.U64;
        if (unsigned && number.signum() < 0) {
            return refused("is negative, and " + type.spelling() + " is not", json);
        }
        boolean fits = switch (type) {
            case I32 -> number.bitLength() < 32;
            case U32 -> number.compareTo(U32_MAX) <= 0;
            default -> number.bitLength() < 64;
        };
        if (!fits) {
            return refused("is out of the range of " + type.spelling(), json);
        }
        return type == ScalarType.I32 ? value(number.intValue()) : value(number.longValue());
    }

    private static ValueReading f64(JsonNode json) {
        if (!json.isNumber()) {
            return refused("is no number", json);
        }
        double number = json.doubleValue();
        return Double.isFinite(number) ? value(number) : refused("is out of the range of F64", json);
    }

    private static ValueReading f32(JsonNode json) {
        if (!json.isNumber()) {
            return refused("is no number", json);
        }
        float number = toFloat(json);
        return Float.isFinite(number) ? value(number) : refused("is out of the range of F32", json);
    }

    private static float toFloat(JsonNode json) {
        return json.isBigDecimal() ? json.decimalValue().floatValue() : json.floatValue();
    }

    private static ValueReading date(JsonNode json) {
        if (json.isIntegralNumber()) {
            return json.canConvertToInt() ? value(json.intValue()) : refused("is more days than a Date holds", json);
        }
        OptionalInt days = json.isTextual() ? CalendarText.parseDate(json.textValue()) : OptionalInt.empty();
        return days.isPresent() ? value(days.getAsInt()) : refused("is no Date (`YYYY-MM-DD`)", json);
    }

    private static ValueReading dateTime(JsonNode json) {
        if (json.isIntegralNumber()) {
            return json.canConvertToLong()
                    ? value(json.longValue())
                    : refused("is more milliseconds than a DateTime holds", json);
        }
        OptionalLong millis = json.isTextual() ? CalendarText.parseDateTime(json.textValue()) : OptionalLong.empty();
        return millis.isPresent()
                ? value(millis.getAsLong())
                : refused("is no DateTime (`YYYY-MM-DDTHH:MM:SSZ`)", json);
    }

    private static ValueReading blob(JsonNode json) {
        if (!json.isTextual()) {
            return refused("is no Blob", json);
        }
        String text = json.textValue();
        if (!isUnicode(text)) {
            return refused("holds half a surrogate pair", json);
        }
        return text.startsWith(BASE64_PREFIX) && !isBase64(text, BASE64_PREFIX.length())
                ? refused("is no standard base64", json)
                : value(text);
    }

    private static ValueReading list(ScalarType item, JsonNode json) {
        if (!json.isArray()) {
            return refused("is no list", json);
        }
        List<Object> items = new ArrayList<>(json.size());
        for (JsonNode element : json) {
            switch (scalarOrNull(item, element)) {
                case ValueReading.Value(Object read) -> items.add(read);
                case ValueReading.Null _ -> {
                    return new ValueReading.Refused(BAD_VALUE, "has null as item " + items.size());
                }
                case ValueReading.Refused(String code, String reason) -> {
                    return new ValueReading.Refused(code, "has an item " + items.size() + " that " + reason);
                }
            }
        }
        return value(Collections.unmodifiableList(items));
    }

    private static ValueReading scalarOrNull(ScalarType type, JsonNode json) {
        return json.isNull() ? new ValueReading.Null() : scalar(type, json);
    }

    private static ValueReading vector(int dimension, JsonNode json) {
        if (!json.isArray()) {
            return refused("is no array of numbers", json);
        }
        if (json.size() != dimension) {
            return new ValueReading.Refused(
                    BAD_VALUE, "has " + json.size() + " numbers, and Vector(" + dimension + ") holds " + dimension);
        }
        float[] vector = new float[dimension];
        for (int i = 0; i < dimension; i++) {
            JsonNode element = json.get(i);
            vector[i] = element.isNumber() ? toFloat(element) : Float.NaN;
            if (!Float.isFinite(vector[i])) {
                return new ValueReading.Refused(
                        BAD_VALUE, "has an item " + i + " that is no finite F32 number: " + shown(element));
            }
        }
        return value(vector);
    }

    private static boolean isUnicode(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (!Character.isHighSurrogate(text.charAt(i))
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    /// Padded, without line breaks, no stray bits in the last character.
    private static boolean isBase64(String text, int from) {
        int length = text.length() - from;
        if (length % 4 != 0) {
            return false;
        }
        int end = text.length();
        while (end > from && text.length() - end < 2 && text.charAt(end - 1) == '=') {
            end--;
        }
        for (int i = from; i < end; i++) {
            if (base64Digit(text.charAt(i)) < 0) {
                return false;
            }
        }
        int padding = text.length() - end;
        int strayBits = padding == 0 ? 0 : padding == 1 ? 0b11 : 0b1111;
        return padding == 0 || (base64Digit(text.charAt(end - 1)) & strayBits) == 0;
    }

    private static int base64Digit(char c) {
        if (c >= 'A' && c <= 'Z') {
            return c - 'A';
        }
        if (c >= 'a' && c <= 'z') {
            return c - 'a' + 26;
        }
        if (c >= '0' && c <= '9') {
            return c - '0' + 52;
        }
        return c == '+' ? 62 : c == '/' ? 63 : -1;
    }

    private static ValueReading value(Object value) {
        return new ValueReading.Value(value);
    }

    private static ValueReading refused(String reason, JsonNode json) {
        return new ValueReading.Refused(BAD_VALUE, reason + ": " + shown(json));
    }

    private static String shown(JsonNode json) {
        return switch (json.getNodeType()) {
            case ARRAY -> "an array";
            case OBJECT -> "an object";
            case STRING -> "\"" + shortened(json.textValue()) + "\"";
            default -> shortened(json.toString());
        };
    }

    private static String shortened(String text) {
        if (text.length() <= SHOWN_LENGTH_MAX) {
            return text;
        }
        int cut = Character.isLowSurrogate(text.charAt(SHOWN_LENGTH_MAX)) ? SHOWN_LENGTH_MAX - 1 : SHOWN_LENGTH_MAX;
        return text.substring(0, cut) + "…";
    }
}

package org.omnigraph.engine.query.mutate;

import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.omnigraph.catalog.query.checked.CheckedStatement.Assignment;
import org.omnigraph.catalog.schema.EntityType;
import org.omnigraph.catalog.schema.Property;
import org.omnigraph.catalog.schema.ScalarType;
import org.omnigraph.catalog.schema.ValueType;
import org.omnigraph.engine.query.run.FixedValues;
import org.omnigraph.engine.query.run.Representations;

/// The values that a statement assigns, in the representation of their properties' types (query-language.md §9.7):
/// integers become floats, and what is out of range, not finite, or null where a value is required, is a problem.
final class AssignedValues {
    private static final String BLOB_PREFIX = "base64:";

    private final FixedValues values;
    private final ValueProblems problems;

    AssignedValues(FixedValues values, ValueProblems problems) {
        this.values = values;
        this.problems = problems;
    }

    /// By property name; a property that is assigned null has an empty value.
    Map<String, Optional<Object>> of(EntityType type, List<Assignment> assignments) {
        Map<String, Optional<Object>> assigned = new HashMap<>();
        for (Assignment assignment : assignments) {
            Property property = assignment.property();
            Object value = values.of(assignment.value());
            String where = type.name() + "." + property.name();
            if (value == null) {
                if (!property.nullable()) {
                    problems.add("missing_value", where + " is required, and was given null");
                }
                assigned.put(property.name(), Optional.empty());
                continue;
            }
            String refusal = refusal(property.type(), value);
            if (!refusal.isEmpty()) {
                problems.add("bad_value", where + " " + refusal);
            } else {
                assigned.put(property.name(), Optional.of(Representations.of(property.type(), value)));
            }
        }
        return assigned;
    }

    private static String refusal(ValueType type, Object value) {
        return switch (type) {
            case ValueType.Scalar(ScalarType scalar) -> refusal(scalar, value);
            case ValueType.ListOf(ScalarType item) -> {
                List<String> refusals = new ArrayList<>();
                for (Object element : (List<?>) value) {
                    String refusal = refusal(item, element);
                    if (!refusal.isEmpty()) {
                        refusals.add(refusal);
                    }
                }
                yield refusals.isEmpty() ? "" : refusals.getFirst();
            }
            case ValueType.Vector _ -> isFinite((float[]) value) ? "" : "must hold finite numbers only";
            case ValueType.EnumOf _ -> "";
        };
    }

    private static String refusal(ScalarType scalar, Object value) {
        return switch (scalar) {
            case I32 -> range(scalar, value, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case U32 -> range(scalar, value, 0, 0xFFFF_FFFFL);
            case U64 -> range(scalar, value, 0, Long.MAX_VALUE);
            case F32 ->
                Float.isFinite(((Number) value).floatValue())
                        ? ""
                        : "is an F32, and " + value + " does not fit into it";
            case F64 -> Double.isFinite(((Number) value).doubleValue()) ? "" : "must be finite, and is " + value;
            case BLOB -> blob((String) value);
            case STRING, BOOL, I64, DATE, DATE_TIME -> "";
        };
    }

    private static String range(ScalarType scalar, Object value, long min, long max) {
        long number = ((Number) value).longValue();
        return number >= min && number <= max
                ? ""
                : "is a " + scalar.spelling() + " and takes " + min + " to " + max + ", not " + number;
    }

    private static String blob(String value) {
        if (!value.startsWith(BLOB_PREFIX)) {
            return "takes `base64:` and standard base64; this graph's policy allows no external URI";
        }
        try {
            Base64.getDecoder().decode(value.substring(BLOB_PREFIX.length()));
            return "";
        } catch (IllegalArgumentException e) {
            return "holds no standard base64 after `base64:`";
        }
    }

    private static boolean isFinite(float[] vector) {
        for (float value : vector) {
            if (!Float.isFinite(value)) {
                return false;
            }
        }
        return true;
    }
}

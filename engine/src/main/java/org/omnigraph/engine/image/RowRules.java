package org.omnigraph.engine.image;

import com.google.re2j.Pattern;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.omnigraph.catalog.schema.Constraint;
import org.omnigraph.catalog.schema.EntityType;
import org.omnigraph.catalog.schema.Property;
import org.omnigraph.catalog.schema.ScalarType;
import org.omnigraph.catalog.schema.ValueType;

/// What the values of one row of a type must keep to, whatever else is in the graph (schema-language.md §11, step 2).
/// Compiled once per write.
public final class RowRules {
    /// Microseconds since the epoch must fit 64 bits.
    private static final long DATE_TIME_MILLIS_MAX = Long.MAX_VALUE / 1000;

    private static final int SHOWN_LENGTH_MAX = 80;

    private final EntityType type;
    private final List<Rule> rules = new ArrayList<>();

    private sealed interface Rule {
        String property();

        record Range(String property, Constraint.Bound min, Constraint.Bound max) implements Rule {}

        record Check(String property, Pattern pattern) implements Rule {}
    }

    public RowRules(EntityType type) {
        this(type, type.constraints());
    }

    /// With some of the type's constraints only.
    RowRules(EntityType type, List<Constraint> constraints) {
        this.type = type;
        for (Constraint constraint : constraints) {
            switch (constraint) {
                case Constraint.Range(String property, Constraint.Bound min, Constraint.Bound max) ->
                    rules.add(new Rule.Range(property, min, max));
                case Constraint.Check(String property, String pattern) ->
                    rules.add(new Rule.Check(property, Pattern.compile(pattern)));
                case Constraint.Key _, Constraint.Unique _, Constraint.Index _ -> {}
            }
        }
    }

    /// Adds a problem for each rule that the values break; true if there was none.
    public boolean check(long line, Map<String, Object> values, ProblemLog problems) {
        long before = problems.total();
        for (Property property : type.properties()) {
            Object value = values.get(property.name());
            if (value == null) {
                if (!property.nullable()) {
                    problems.add(line, "missing_value", "`" + property.name() + "` is required");
                }
            } else {
                checkType(line, property, value, problems);
            }
        }
        checkConstraints(line, values, problems);
        return problems.total() == before;
    }

    /// Adds a problem for each range or pattern that the values break.
    void checkConstraints(long line, Map<String, Object> values, ProblemLog problems) {
        for (Rule rule : rules) {
            Object value = values.get(rule.property());
            if (value != null) {
                checkRule(line, rule, value, problems);
            }
        }
    }

    private static void checkType(long line, Property property, Object value, ProblemLog problems) {
        switch (property.type()) {
            case ValueType.EnumOf(var allowed) -> {
                if (!allowed.contains(value.toString())) {
                    problems.add(
                            line,
                            "enum_violation",
                            "`" + property.name() + "` is " + shown(value) + ", not one of "
                                    + String.join(", ", allowed));
                }
            }
            case ValueType.Scalar(ScalarType scalar) -> {
                if (scalar == ScalarType.DATE_TIME && Math.abs((Long) value) > DATE_TIME_MILLIS_MAX) {
                    problems.add(line, "bad_value", "`" + property.name() + "` lies beyond the year 292,000");
                }
            }
            case ValueType.ListOf(ScalarType item) -> {
                if (item == ScalarType.DATE_TIME
                        && ((List<?>) value).stream().anyMatch(each -> Math.abs((Long) each) > DATE_TIME_MILLIS_MAX)) {
                    problems.add(line, "bad_value", "`" + property.name() + "` lies beyond the year 292,000");
                }
            }
            case ValueType.Vector(int dimension) -> {
                if (((float[]) value).length != dimension) {
                    problems.add(
                            line,
                            "bad_value",
                            "`" + property.name() + "` has " + ((float[]) value).length + " numbers, not " + dimension);
                }
            }
        }
    }

    private static void checkRule(long line, Rule rule, Object value, ProblemLog problems) {
        switch (rule) {
            case Rule.Range range -> {
                // The decimal number that a person would write: 0.1f is 0.1.
                BigDecimal number = new BigDecimal(value.toString());
                if (isBelow(number, range.min()) || isAbove(number, range.max())) {
                    problems.add(
                            line,
                            "range_violation",
                            "`" + range.property() + "` is " + shown(value) + ", outside " + shown(range.min()) + ".."
                                    + shown(range.max()));
                }
            }
            case Rule.Check(String property, Pattern pattern) -> {
                if (!pattern.matcher(value.toString()).find()) {
                    problems.add(
                            line,
                            "check_violation",
                            "`" + property + "` is " + shown(value) + ", which does not match " + pattern.pattern());
                }
            }
        }
    }

    private static boolean isBelow(BigDecimal number, Constraint.Bound min) {
        return switch (min) {
            case Constraint.Bound.Open _ -> false;
            case Constraint.Bound.Whole(BigInteger bound) -> number.compareTo(new BigDecimal(bound)) < 0;
            case Constraint.Bound.Decimal(BigDecimal bound) -> number.compareTo(bound) < 0;
        };
    }

    private static boolean isAbove(BigDecimal number, Constraint.Bound max) {
        return switch (max) {
            case Constraint.Bound.Open _ -> false;
            case Constraint.Bound.Whole(BigInteger bound) -> number.compareTo(new BigDecimal(bound)) > 0;
            case Constraint.Bound.Decimal(BigDecimal bound) -> number.compareTo(bound) > 0;
        };
    }

    private static String shown(Object value) {
        String text = value.toString();
        return text.length() <= SHOWN_LENGTH_MAX ? text : text.substring(0, SHOWN_LENGTH_MAX) + "…";
    }

    private static String shown(Constraint.Bound bound) {
        return switch (bound) {
            case Constraint.Bound.Open _ -> "";
            case Constraint.Bound.Whole(BigInteger value) -> value.toString();
            case Constraint.Bound.Decimal(BigDecimal value) -> value.toPlainString();
        };
    }
}

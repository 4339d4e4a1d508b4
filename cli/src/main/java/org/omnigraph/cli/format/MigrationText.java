package org.omnigraph.cli.format;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.omnigraph.catalog.schema.Annotation;
import org.omnigraph.catalog.schema.Constraint;
import org.omnigraph.catalog.schema.MigrationStep;

/// The steps of a migration for people: one line per step, what a drop hides counted.
public final class MigrationText {
    private MigrationText() {}

    public static void append(StringBuilder text, List<MigrationStep> steps, String indent, Style style) {
        for (MigrationStep step : steps) {
            String line = describe(step);
            char symbol = symbol(step);
            List<String> wrapped = Prose.wrap(line, style.width() - indent.length() - 2);
            text.append(indent)
                    .append(paint(symbol, style))
                    .append(' ')
                    .append(wrapped.getFirst())
                    .append('\n');
            for (String rest : wrapped.subList(1, wrapped.size())) {
                text.append(indent).append("    ").append(rest).append('\n');
            }
        }
    }

    private static String paint(char symbol, Style style) {
        String text = String.valueOf(symbol);
        return switch (symbol) {
            case '+' -> style.green(text);
            case '-', '!' -> style.red(text);
            default -> style.yellow(text);
        };
    }

    private static char symbol(MigrationStep step) {
        return switch (step) {
            case MigrationStep.AddType s -> '+';
            case MigrationStep.AddProperty s -> '+';
            case MigrationStep.AddConstraint s -> '+';
            case MigrationStep.ExtendEnum s -> '~';
            case MigrationStep.RenameType s -> '~';
            case MigrationStep.RenameProperty s -> '~';
            case MigrationStep.UpdateTypeMetadata s -> '~';
            case MigrationStep.UpdatePropertyMetadata s -> '~';
            case MigrationStep.DropType s -> '-';
            case MigrationStep.DropProperty s -> '-';
            case MigrationStep.UnsupportedChange s -> '!';
        };
    }

    private static String describe(MigrationStep step) {
        return switch (step) {
            case MigrationStep.AddType s -> word(s.typeKind()) + " " + s.name();
            case MigrationStep.RenameType s -> word(s.typeKind()) + " " + s.from() + " becomes " + s.to();
            case MigrationStep.AddProperty s ->
                s.typeName() + "." + s.propertyName() + ": " + s.propertyType() + (s.nullable() ? "?" : "");
            case MigrationStep.RenameProperty s -> s.typeName() + "." + s.from() + " becomes " + s.to();
            case MigrationStep.AddConstraint s -> s.typeName() + " " + constraint(s.constraint());
            case MigrationStep.ExtendEnum s ->
                s.typeName() + "." + s.propertyName() + " gains " + String.join(", ", s.addedValues());
            case MigrationStep.UpdateTypeMetadata s -> s.name() + " " + annotations(s.annotations());
            case MigrationStep.UpdatePropertyMetadata s ->
                s.typeName() + "." + s.propertyName() + " " + annotations(s.annotations());
            case MigrationStep.DropType s ->
                word(s.typeKind()) + " " + s.name() + drop(s.hard(), s.rows(), "row", "rows", s.code());
            case MigrationStep.DropProperty s ->
                s.typeName() + "." + s.propertyName() + drop(s.hard(), s.nonNullRows(), "value", "values", s.code());
            case MigrationStep.UnsupportedChange s ->
                "unsupported: " + s.entity() + ": " + s.reason() + (s.code().isEmpty() ? "" : " [" + s.code() + "]");
        };
    }

    private static String word(MigrationStep.TypeKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static String drop(boolean hard, long count, String one, String many, String code) {
        String counted = count < 0 ? "" : Prose.count(count, one, many);
        String what = hard
                ? "hard drop, destroys " + counted + (counted.isEmpty() ? "" : " and ") + "the table's older versions"
                : "soft drop" + (counted.isEmpty() ? "" : ", hides " + counted);
        return " (" + what + ")" + (code.isEmpty() ? "" : " [" + code + "]");
    }

    private static String annotations(List<Annotation> annotations) {
        return annotations.isEmpty()
                ? "loses its annotations"
                : "is annotated "
                        + annotations.stream()
                                .map(annotation -> "@" + annotation.name())
                                .collect(Collectors.joining(", "));
    }

    private static String constraint(Constraint constraint) {
        return switch (constraint) {
            case Constraint.Key c -> "@key(" + String.join(", ", c.properties()) + ")";
            case Constraint.Unique c -> "@unique(" + String.join(", ", c.properties()) + ")";
            case Constraint.Index c -> "@index(" + String.join(", ", c.properties()) + ")";
            case Constraint.Range c -> "@range(" + c.property() + ", " + bound(c.min()) + ".." + bound(c.max()) + ")";
            case Constraint.Check c -> "@check(" + c.property() + ", \"" + c.pattern() + "\")";
        };
    }

    private static String bound(Constraint.Bound bound) {
        return switch (bound) {
            case Constraint.Bound.Open b -> "";
            case Constraint.Bound.Whole b -> b.value().toString();
            case Constraint.Bound.Decimal b -> b.value().toPlainString();
        };
    }
}

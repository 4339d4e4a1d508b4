package org.omnigraph.catalog.schema;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.omnigraph.catalog.schema.Constraint.Bound;

/// The steps for the constraints of one type that continues (schema-language.md §10). Constraints are compared by
/// what they refer to: accepted ones are first told in the desired names.
final class ConstraintMigration {
    private final TypeShape old;
    private final TypeShape type;
    private final Map<String, String> newNames = new HashMap<>();
    private final List<MigrationStep> steps;

    /// @param oldNames accepted property names by desired ones
    ConstraintMigration(TypeShape old, TypeShape type, SortedMap<String, String> oldNames, List<MigrationStep> steps) {
        this.old = old;
        this.type = type;
        this.steps = steps;
        oldNames.forEach((name, oldName) -> newNames.put(oldName, name));
    }

    void plan() {
        Set<Constraint> before = new LinkedHashSet<>();
        for (Constraint constraint : old.constraints()) {
            translated(constraint).map(ConstraintMigration::normalised).ifPresent(before::add);
        }
        Set<Constraint> after = new LinkedHashSet<>();
        type.constraints().forEach(constraint -> after.add(normalised(constraint)));
        List<Constraint> removed = new ArrayList<>(before);
        removed.removeAll(after);
        List<Constraint> added = new ArrayList<>(after);
        added.removeAll(before);
        removed.sort(ORDER);
        added.sort(ORDER);
        for (Constraint constraint : removed) {
            Optional<Constraint> altered = added.stream()
                    .filter(candidate -> isAltered(constraint, candidate))
                    .findFirst();
            altered.ifPresent(added::remove);
            unsupported(
                    altered.isPresent()
                            ? spelling(constraint) + " cannot become " + spelling(altered.get())
                            : spelling(constraint) + " cannot be removed");
        }
        for (Constraint constraint : added) {
            if (constraint instanceof Constraint.Key) {
                unsupported(spelling(constraint) + " cannot be added to an existing type");
            } else {
                steps.add(new MigrationStep.AddConstraint(type.kind(), type.name(), constraint));
            }
        }
    }

    private void unsupported(String reason) {
        steps.add(new MigrationStep.UnsupportedChange(type.key(), reason, ""));
    }

    private static boolean isAltered(Constraint from, Constraint to) {
        return switch (from) {
            case Constraint.Key _ -> to instanceof Constraint.Key;
            case Constraint.Range range ->
                to instanceof Constraint.Range other && other.property().equals(range.property());
            case Constraint.Check check ->
                to instanceof Constraint.Check other && other.property().equals(check.property());
            case Constraint.Unique _, Constraint.Index _ -> false;
        };
    }

    /// The constraint in desired names; empty if a property of it is dropped, which its drop answers for.
    private Optional<Constraint> translated(Constraint constraint) {
        List<String> names = new ArrayList<>();
        for (String member : members(constraint)) {
            boolean endpoint =
                    type.kind() == MigrationStep.TypeKind.EDGE && (member.equals("src") || member.equals("dst"));
            String name = endpoint ? member : newNames.get(member);
            if (name == null) {
                return Optional.empty();
            }
            names.add(name);
        }
        return Optional.of(
                switch (constraint) {
                    case Constraint.Key _ -> new Constraint.Key(names);
                    case Constraint.Unique _ -> new Constraint.Unique(names);
                    case Constraint.Index _ -> new Constraint.Index(names);
                    case Constraint.Range(String _, Bound min, Bound max) ->
                        new Constraint.Range(names.getFirst(), min, max);
                    case Constraint.Check(String _, String pattern) -> new Constraint.Check(names.getFirst(), pattern);
                });
    }

    /// Tuples sorted, decimal bounds without trailing zeros: equal meaning, equal value.
    private static Constraint normalised(Constraint constraint) {
        return switch (constraint) {
            case Constraint.Key(List<String> names) -> new Constraint.Key(sorted(names));
            case Constraint.Unique(List<String> names) -> new Constraint.Unique(sorted(names));
            case Constraint.Index(List<String> names) -> new Constraint.Index(sorted(names));
            case Constraint.Range(String property, Bound min, Bound max) ->
                new Constraint.Range(property, normalised(min), normalised(max));
            case Constraint.Check check -> check;
        };
    }

    private static Bound normalised(Bound bound) {
        return bound instanceof Bound.Decimal(BigDecimal value) ? new Bound.Decimal(value.stripTrailingZeros()) : bound;
    }

    private static List<String> sorted(List<String> names) {
        return names.stream().sorted().toList();
    }

    /// The properties that a constraint names.
    static List<String> members(Constraint constraint) {
        return switch (constraint) {
            case Constraint.Key(List<String> names) -> names;
            case Constraint.Unique(List<String> names) -> names;
            case Constraint.Index(List<String> names) -> names;
            case Constraint.Range(String property, Bound _, Bound _) -> List.of(property);
            case Constraint.Check(String property, String _) -> List.of(property);
        };
    }

    /// The constraint as a schema file spells it, in back quotes.
    static String spelling(Constraint constraint) {
        String text = switch (constraint) {
            case Constraint.Key(List<String> names) -> "@key(" + String.join(", ", names) + ")";
            case Constraint.Unique(List<String> names) -> "@unique(" + String.join(", ", names) + ")";
            case Constraint.Index(List<String> names) -> "@index(" + String.join(", ", names) + ")";
            case Constraint.Range(String property, Bound min, Bound max) ->
                "@range(" + property + ", " + SchemaPrinter.bound(min) + ".." + SchemaPrinter.bound(max) + ")";
            case Constraint.Check(String property, String pattern) ->
                "@check(" + property + ", " + SchemaPrinter.quoted(pattern) + ")";
        };
        return "`" + text + "`";
    }

    private static int rank(Constraint constraint) {
        return switch (constraint) {
            case Constraint.Key _ -> 0;
            case Constraint.Unique _ -> 1;
            case Constraint.Index _ -> 2;
            case Constraint.Range _ -> 3;
            case Constraint.Check _ -> 4;
        };
    }

    private static final Comparator<Constraint> ORDER =
            Comparator.comparingInt(ConstraintMigration::rank).thenComparing(ConstraintMigration::spelling);
}

package org.omnigraph.catalog.schema;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.omnigraph.catalog.lexing.Problems;
import org.omnigraph.catalog.lexing.Span;
import org.omnigraph.catalog.lexing.Suggestion;
import org.omnigraph.catalog.schema.Constraint.Bound;
import org.omnigraph.catalog.schema.SchemaAst.AnnotationNode;
import org.omnigraph.catalog.schema.SchemaAst.ConstraintNode;
import org.omnigraph.catalog.schema.SchemaAst.Name;
import org.omnigraph.catalog.schema.SchemaAst.PropertyNode;
import org.omnigraph.catalog.schema.SchemaAst.TupleKind;

/// Checks the constraints of a type (schema-language.md §4; §7 rules 8, 9, 12) and brings shorthand and body forms
/// into one shape: names in tuples sorted, equal constraints once.
final class ConstraintChecker {
    private static final Set<String> ENDPOINTS = Set.of("src", "dst");

    private static final List<TupleKind> TUPLE_KINDS = List.of(TupleKind.values());

    private final Problems problems;
    private long patternSteps;

    ConstraintChecker(Problems problems) {
        this.problems = problems;
    }

    /// The constraints of a node or edge.
    ///
    /// @param shorthandOf the properties whose `@key`, `@unique` and `@index` count
    List<Constraint> check(Owner owner, Iterable<PropertyNode> shorthandOf, List<ConstraintNode> body) {
        Set<Constraint> constraints = new LinkedHashSet<>();
        List<ConstraintNode> all = new ArrayList<>();
        for (PropertyNode property : shorthandOf) {
            Set<TupleKind> seen = new HashSet<>();
            for (AnnotationNode annotation : property.annotations()) {
                Optional<TupleKind> kind = shorthand(annotation);
                if (kind.isPresent() && seen.add(kind.get())) {
                    all.add(new ConstraintNode.Tuple(kind.get(), List.of(property.name()), annotation.span()));
                }
            }
        }
        all.addAll(body);
        boolean keyed = false;
        for (ConstraintNode node : all) {
            if (problems.giveUp()) {
                break;
            }
            if (node instanceof ConstraintNode.Tuple(TupleKind kind, var _, Span span) && kind == TupleKind.KEY) {
                if (keyed) {
                    problems.syntax(
                            span,
                            "The " + owner.described() + " has a second `@key`.",
                            "A type has one key; for several properties together write `@key(a, b)`.");
                    continue;
                }
                keyed = true;
            }
            Constraint constraint = constraint(owner, node);
            if (constraint != null) {
                constraints.add(constraint);
            }
        }
        return List.copyOf(constraints);
    }

    /// The constraint that an annotation on a property is shorthand for.
    static Optional<TupleKind> shorthand(AnnotationNode annotation) {
        for (TupleKind kind : TUPLE_KINDS) {
            if (kind.word().equals(annotation.name().text())) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    private @Nullable Constraint constraint(Owner owner, ConstraintNode node) {
        return switch (node) {
            case ConstraintNode.Tuple tuple -> tuple(owner, tuple);
            case ConstraintNode.Range range -> range(owner, range);
            case ConstraintNode.Check check -> check(owner, check);
        };
    }

    private @Nullable Constraint tuple(Owner owner, ConstraintNode.Tuple tuple) {
        if (tuple.kind() == TupleKind.KEY && owner.isEdge()) {
            problems.syntax(tuple.span(), "Edges have no `@key`.", "Use `@unique` to forbid equal edges.");
            return null;
        }
        int before = problems.count();
        TreeSet<String> names = new TreeSet<>();
        for (Name name : tuple.properties()) {
            if (!names.add(name.text())) {
                problems.syntax(
                        name.span(), "`@" + tuple.kind().word() + "` names `" + name.text() + "` twice.", "Remove it.");
            }
            if (!owner.isEdge() || !ENDPOINTS.contains(name.text())) {
                checkMember(owner, tuple.kind(), name);
            }
        }
        if (problems.count() > before) {
            return null;
        }
        List<String> sorted = List.copyOf(names);
        return switch (tuple.kind()) {
            case KEY -> new Constraint.Key(sorted);
            case UNIQUE -> new Constraint.Unique(sorted);
            case INDEX -> new Constraint.Index(sorted);
        };
    }

    private void checkMember(Owner owner, TupleKind kind, Name name) {
        PropertyNode property = find(owner, "@" + kind.word(), name);
        ValueType type = property == null ? null : TypeChecker.valueType(property.type());
        if (property == null || type == null) {
            return;
        }
        String word = "`@" + kind.word() + "`";
        if (type.isList() || type.isBlob() || (type.isVector() && kind != TupleKind.INDEX)) {
            problems.syntax(
                    name.span(),
                    word + " cannot name `" + name.text() + "`, which is a " + type + ".",
                    kind == TupleKind.INDEX
                            ? "`@index` takes scalars, enums and Vectors."
                            : word + " takes scalars and enums.");
        } else if (kind == TupleKind.KEY && property.nullable()) {
            problems.syntax(
                    name.span(),
                    "The key member `" + name.text() + "` is nullable.",
                    "Remove the `?`: a key always has a value.");
        }
    }

    private @Nullable PropertyNode find(Owner owner, String word, Name name) {
        Optional<PropertyNode> property = owner.property(name.text());
        if (property.isEmpty() && owner.whole()) {
            problems.syntax(
                    name.span(),
                    "`" + word + "` names `" + name.text() + "`, but the " + owner.described()
                            + " has no such property.",
                    Suggestion.help(name.text(), owner.properties().keySet(), "properties"));
        }
        return property.orElse(null);
    }

    private @Nullable Constraint range(Owner owner, ConstraintNode.Range range) {
        if (owner.isEdge()) {
            problems.syntax(range.span(), "Edges have no `@range`.", "Only node types hold `@range`.");
            return null;
        }
        int before = problems.count();
        PropertyNode property = find(owner, "@range", range.property());
        ValueType type = property == null ? null : TypeChecker.valueType(property.type());
        boolean numeric = type instanceof ValueType.Scalar(ScalarType scalar) && scalar.isNumeric();
        if (type != null && !numeric) {
            problems.syntax(
                    range.property().span(),
                    "`@range` needs a number, but `" + range.property().text() + "` is a " + type + ".",
                    "");
        }
        if (isReversed(range.min(), range.max())) {
            problems.syntax(
                    range.span(), "The smaller bound of this `@range` is above the larger one.", "Swap the bounds.");
        }
        return type != null && problems.count() == before
                ? new Constraint.Range(range.property().text(), range.min(), range.max())
                : null;
    }

    private static boolean isReversed(Bound min, Bound max) {
        return !(min instanceof Bound.Open)
                && !(max instanceof Bound.Open)
                && decimal(min).compareTo(decimal(max)) > 0;
    }

    private static BigDecimal decimal(Bound bound) {
        return switch (bound) {
            case Bound.Open _ -> BigDecimal.ZERO;
            case Bound.Whole whole -> new BigDecimal(whole.value());
            case Bound.Decimal decimal -> decimal.value();
        };
    }

    private @Nullable Constraint check(Owner owner, ConstraintNode.Check check) {
        if (owner.isEdge()) {
            problems.syntax(check.span(), "Edges have no `@check`.", "Only node types hold `@check`.");
            return null;
        }
        int before = problems.count();
        PropertyNode property = find(owner, "@check", check.property());
        ValueType type = property == null ? null : TypeChecker.valueType(property.type());
        if (type != null && !type.isText()) {
            problems.syntax(
                    check.property().span(),
                    "`@check` needs a String or an enum, but `"
                            + check.property().text() + "` is a " + type + ".",
                    "");
        }
        checkPattern(check);
        return type != null && problems.count() == before
                ? new Constraint.Check(check.property().text(), check.pattern())
                : null;
    }

    private void checkPattern(ConstraintNode.Check check) {
        PatternBounds.Cost cost = PatternBounds.of(check.pattern());
        if (cost.broken().isPresent()) {
            problems.syntax(check.patternSpan(), cost.broken().get(), "Split it into several checks, or test less.");
            return;
        }
        patternSteps += cost.steps();
        if (patternSteps > PatternBounds.SCHEMA_STEPS_MAX) {
            problems.syntax(
                    check.patternSpan(),
                    "With it, the patterns of this schema have more than " + PatternBounds.SCHEMA_STEPS_MAX
                            + " steps, repetitions written out.",
                    "Test less.");
            return;
        }
        try {
            Pattern.compile(check.pattern());
        } catch (PatternSyntaxException e) {
            problems.syntax(
                    check.patternSpan(),
                    "The pattern does not compile: " + e.getDescription() + ".",
                    "Patterns are RE2: no look-around and no back-references.");
        }
    }
}

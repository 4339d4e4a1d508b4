package org.omnigraph.catalog.schema;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.omnigraph.catalog.lexing.Problems;
import org.omnigraph.catalog.lexing.Suggestion;
import org.omnigraph.catalog.schema.SchemaAst.AnnotationNode;
import org.omnigraph.catalog.schema.SchemaAst.Argument;
import org.omnigraph.catalog.schema.SchemaAst.ArgumentKind;
import org.omnigraph.catalog.schema.SchemaAst.NamedArgument;
import org.omnigraph.catalog.schema.SchemaAst.PropertyNode;

/// Checks annotations (schema-language.md §5; §7 rules 9 to 11) and turns them into the model's.
final class AnnotationChecker {
    private static final Set<String> ONCE =
            Set.of("description", "instruction", "rename_from", "embed", "key", "unique", "index");

    private final Problems problems;

    AnnotationChecker(Problems problems) {
        this.problems = problems;
    }

    /// Annotations in the header of a node or edge.
    List<Annotation> header(Owner owner, List<AnnotationNode> annotations) {
        for (AnnotationNode annotation : annotations) {
            String name = annotation.name().text();
            switch (name) {
                case "key", "unique", "index", "embed" ->
                    problems.syntax(
                            annotation.span(),
                            "`@" + name + "` does not belong in the header of the " + owner.described() + ".",
                            name.equals("embed")
                                    ? "It stands on a Vector property of a node."
                                    : "Put it on a property, or write `@" + name + "(…)` inside the braces.");
                default -> common(annotation);
            }
        }
        once(annotations);
        return model(annotations);
    }

    /// Annotations of a property of a node or edge.
    List<Annotation> property(Owner owner, PropertyNode property) {
        for (AnnotationNode annotation : property.annotations()) {
            switch (annotation.name().text()) {
                case "instruction" ->
                    problems.syntax(
                            annotation.span(),
                            "`@instruction` stands on nodes and edges, not on properties.",
                            "Use `@description`.");
                case "embed" -> embed(owner, property, annotation);
                default -> common(annotation);
            }
        }
        once(property.annotations());
        return model(property.annotations());
    }

    private void common(AnnotationNode annotation) {
        String name = annotation.name().text();
        switch (name) {
            case "description", "instruction", "rename_from" -> {
                if (annotation.argument().text().isBlank()) {
                    problems.syntax(
                            annotation.span(),
                            "`@" + name + "` has no text.",
                            name.equals("rename_from")
                                    ? "Write the old name: `@rename_from(\"Old\")`."
                                    : "Write `@" + name + "(\"…\")`.");
                } else if (name.equals("rename_from") && !annotation.named().isEmpty()) {
                    problems.syntax(
                            annotation.named().getFirst().name().span(),
                            "`@rename_from` takes the old name and nothing else.",
                            "Remove the named argument.");
                }
            }
            case "range", "check" ->
                problems.syntax(
                        annotation.span(),
                        "`@" + name + "` needs arguments.",
                        name.equals("range")
                                ? "Write for example `@range(year, 1888..)`."
                                : "Write for example `@check(code, \"^[a-z]+$\")`.");
            default -> {}
        }
        namedOnce(annotation);
    }

    private void embed(Owner owner, PropertyNode property, AnnotationNode annotation) {
        if (owner.isEdge()) {
            problems.syntax(annotation.span(), "Edges have no `@embed`.", "Put the vector on a node type.");
            return;
        }
        ValueType type = TypeChecker.valueType(property.type());
        if (type != null && !type.isVector()) {
            problems.syntax(
                    annotation.span(),
                    "`@embed` stands on a Vector, but `" + property.name().text() + "` is a " + type + ".",
                    "");
        }
        embedSource(owner, annotation);
        for (NamedArgument named : annotation.named()) {
            if (!named.name().text().equals("model")) {
                problems.syntax(
                        named.name().span(),
                        "`@embed` has no argument `" + named.name().text() + "`.",
                        "Its only named argument is `model`.");
            }
        }
        namedOnce(annotation);
    }

    private void embedSource(Owner owner, AnnotationNode annotation) {
        Argument source = annotation.argument();
        if (source.kind() == ArgumentKind.NONE || source.text().isBlank()) {
            problems.syntax(annotation.span(), "`@embed` has no source.", "Name the String property it is made from.");
            return;
        }
        var sourceProperty = owner.property(source.text());
        if (sourceProperty.isEmpty()) {
            if (owner.whole()) {
                problems.syntax(
                        source.span(),
                        "`@embed` names `" + source.text() + "`, but the " + owner.described()
                                + " has no such property.",
                        Suggestion.help(source.text(), owner.properties().keySet(), "properties"));
            }
            return;
        }
        ValueType type = TypeChecker.valueType(sourceProperty.get().type());
        if (type != null && !type.isText()) {
            problems.syntax(
                    source.span(), "`@embed` needs a String, but `" + source.text() + "` is a " + type + ".", "");
        }
    }

    private void namedOnce(AnnotationNode annotation) {
        if (annotation.named().size() < 2) {
            return;
        }
        Set<String> seen = new HashSet<>();
        for (NamedArgument named : annotation.named()) {
            if (!seen.add(named.name().text())) {
                problems.syntax(
                        named.name().span(),
                        "The argument `" + named.name().text() + "` is given twice.",
                        "Remove it.");
            }
        }
    }

    private void once(List<AnnotationNode> annotations) {
        Set<String> seen = new HashSet<>();
        for (AnnotationNode annotation : annotations) {
            String name = annotation.name().text();
            if (ONCE.contains(name) && !seen.add(name)) {
                problems.syntax(annotation.span(), "`@" + name + "` is given twice.", "Remove one of them.");
            }
        }
    }

    /// The annotations that the model keeps: all but those that are constraints.
    static List<Annotation> model(List<AnnotationNode> annotations) {
        List<Annotation> kept = new ArrayList<>();
        for (AnnotationNode annotation : annotations) {
            if (ConstraintChecker.shorthand(annotation).isEmpty()) {
                kept.add(model(annotation));
            }
        }
        return List.copyOf(kept);
    }

    private static Annotation model(AnnotationNode annotation) {
        Map<String, String> named = annotation.named().isEmpty() ? Map.of() : new LinkedHashMap<>();
        annotation.named().forEach(n -> named.put(n.name().text(), n.value().text()));
        Argument argument = annotation.argument();
        return new Annotation(annotation.name().text(), argument.kind() != ArgumentKind.NONE, argument.text(), named);
    }
}

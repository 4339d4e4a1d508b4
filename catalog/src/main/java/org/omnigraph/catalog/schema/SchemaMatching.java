package org.omnigraph.catalog.schema;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.omnigraph.catalog.schema.MigrationStep.TypeKind;

/// Which accepted type and property each desired one continues (schema-language.md §10, rules 1 to 4): by name, else
/// by its `@rename_from`, else none.
final class SchemaMatching {
    private final SchemaModel accepted;
    private final SchemaModel desired;
    private final Map<TypeKind, SortedMap<String, String>> types = new HashMap<>();
    private final Map<String, SortedMap<String, String>> properties = new HashMap<>();
    private final List<String> errors = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    private SchemaMatching(SchemaModel accepted, SchemaModel desired) {
        this.accepted = accepted;
        this.desired = desired;
    }

    static SchemaMatching of(SchemaModel accepted, SchemaModel desired) {
        SchemaMatching matching = new SchemaMatching(accepted, desired);
        for (TypeKind kind : TypeKind.values()) {
            matching.matchTypes(kind);
        }
        for (TypeKind kind : TypeKind.values()) {
            matching.matchProperties(kind);
        }
        return matching;
    }

    /// Contradictory hints (§10.4); if there are any, there is no plan.
    List<String> errors() {
        return errors;
    }

    /// Hints without effect (§10.3).
    List<String> notes() {
        return notes;
    }

    /// Accepted type names by desired type name; new types are missing.
    SortedMap<String, String> types(TypeKind kind) {
        return types.getOrDefault(kind, new TreeMap<>());
    }

    /// Accepted property names by desired property name of a matched type; new properties are missing.
    SortedMap<String, String> properties(TypeKind kind, String desiredType) {
        return properties.getOrDefault(TypeShape.key(kind, desiredType), new TreeMap<>());
    }

    private void matchTypes(TypeKind kind) {
        SortedMap<String, TypeShape> from = TypeShape.of(accepted, kind);
        SortedMap<String, TypeShape> to = TypeShape.of(desired, kind);
        Names names = new Names("the " + word(kind), from.keySet(), to.keySet());
        SortedMap<String, String> matched = new TreeMap<>();
        for (TypeShape type : to.values()) {
            Optional<String> hint = hint(type.annotations());
            if (hint.isPresent() && !from.containsKey(type.name()) && !from.containsKey(hint.get())) {
                errors.add(missingType(kind, type.name(), hint.get()));
            } else {
                names.match(type.name(), hint).ifPresent(old -> matched.put(type.name(), old));
            }
        }
        types.put(kind, matched);
    }

    private String missingType(TypeKind kind, String name, String hint) {
        String start = "`" + name + "` says `@rename_from(\"" + hint + "\")`, but the accepted schema has ";
        for (TypeKind other : TypeKind.values()) {
            if (other != kind && TypeShape.of(accepted, other).containsKey(hint)) {
                return start + "`" + hint + "` only as " + word(other) + ".";
            }
        }
        return start + "no " + word(kind) + " `" + hint + "`.";
    }

    private void matchProperties(TypeKind kind) {
        SortedMap<String, TypeShape> from = TypeShape.of(accepted, kind);
        for (TypeShape type : TypeShape.of(desired, kind).values()) {
            TypeShape old = from.get(types(kind).getOrDefault(type.name(), ""));
            if (old == null) {
                refuseHints(type);
            } else {
                matchProperties(type, old);
            }
        }
    }

    private void refuseHints(TypeShape type) {
        for (Property property : type.properties().values()) {
            hint(property.annotations()).ifPresent(hint -> {
                String text = "`" + type.name() + "." + property.name() + "` says `@rename_from(\"" + hint
                        + "\")`, but `" + type.name() + "` is a new type";
                if (isInherited(type, property, hint)) {
                    notes.add(text + ": the hint has no effect there.");
                } else {
                    errors.add(text + ": its properties continue nothing.");
                }
            });
        }
    }

    private void matchProperties(TypeShape type, TypeShape old) {
        Set<String> oldNames = old.properties().keySet();
        Names names = new Names("the property", oldNames, type.properties().keySet());
        SortedMap<String, String> matched = new TreeMap<>();
        for (Property property : type.properties().values()) {
            Optional<String> hint = hint(property.annotations());
            if (hint.isPresent() && !oldNames.contains(property.name()) && !oldNames.contains(hint.get())) {
                String text = "`" + type.name() + "." + property.name() + "` says `@rename_from(\"" + hint.get()
                        + "\")`, but `" + hint.get() + "` is no property of the accepted `" + old.name() + "`";
                if (isInherited(type, property, hint.get())) {
                    notes.add(text + ": the hint has no effect there.");
                } else {
                    errors.add(text + "; a property cannot move between types.");
                }
            } else {
                names.match(property.name(), hint).ifPresent(name -> matched.put(property.name(), name));
            }
        }
        properties.put(type.key(), matched);
    }

    /// True if the hint came with an interface's declaration: it is meant for those types that have the old property.
    private boolean isInherited(TypeShape type, Property property, String hint) {
        for (String name : type.interfaces()) {
            InterfaceType declaration = desired.interfaces().get(name);
            if (declaration != null
                    && declaration.properties().stream()
                            .anyMatch(p -> p.name().equals(property.name())
                                    && hint(p.annotations()).equals(Optional.of(hint)))) {
                return true;
            }
        }
        return false;
    }

    private static Optional<String> hint(List<Annotation> annotations) {
        return TypeShape.named(annotations, "rename_from").stream()
                .map(Annotation::value)
                .findFirst();
    }

    static String word(TypeKind kind) {
        return switch (kind) {
            case INTERFACE -> "interface";
            case NODE -> "node type";
            case EDGE -> "edge type";
        };
    }

    /// Matches the names of one namespace.
    private final class Names {
        private final String what;
        private final Set<String> from;
        private final Set<String> to;
        private final Set<String> claimed = new HashSet<>();

        Names(String what, Set<String> from, Set<String> to) {
            this.what = what;
            this.from = from;
            this.to = to;
        }

        Optional<String> match(String name, Optional<String> hint) {
            if (from.contains(name)) {
                hint.ifPresent(old -> notes.add(
                        "`@rename_from(\"" + old + "\")` on `" + name + "` has no effect: it has its name already."));
                return Optional.of(name);
            }
            if (hint.isEmpty()) {
                return Optional.empty();
            }
            if (to.contains(hint.get()) || !claimed.add(hint.get())) {
                errors.add("`" + name + "` says `@rename_from(\"" + hint.get() + "\")`, but " + what + " `" + hint.get()
                        + "` is still there or is claimed by another.");
            }
            return hint;
        }
    }
}

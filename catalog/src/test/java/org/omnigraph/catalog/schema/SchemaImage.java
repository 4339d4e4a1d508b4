package org.omnigraph.catalog.schema;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/// What a schema means, as plain maps of facts: the naive model that migration plans are applied to. Layout, order
/// and hints are no part of it.
final class SchemaImage {
    private final TreeMap<String, Set<List<String>>> types = new TreeMap<>();

    static SchemaImage of(SchemaModel model) {
        SchemaImage image = new SchemaImage();
        model.nodes().values().forEach(type -> image.add("node:" + type.name(), facts(type)));
        model.edges().values().forEach(type -> {
            Set<List<String>> facts = facts(type);
            facts.add(List.of("ends", type.from(), type.to()));
            image.add("edge:" + type.name(), facts);
        });
        return image;
    }

    private void add(String key, Set<List<String>> facts) {
        types.put(key, facts);
    }

    private static Set<List<String>> facts(EntityType type) {
        Set<List<String>> facts = new HashSet<>();
        for (Property property : type.properties()) {
            facts.add(List.of("property", property.name(), property.spelling()));
            TypeShape.metadata(property.annotations())
                    .forEach(a -> facts.add(List.of("about", property.name(), a.name(), a.value())));
        }
        TypeShape.metadata(type.annotations()).forEach(a -> facts.add(List.of("meta", a.name(), a.value())));
        for (Constraint constraint : type.constraints()) {
            facts.add(fact(constraint));
        }
        return facts;
    }

    private static List<String> fact(Constraint constraint) {
        List<String> fact =
                new ArrayList<>(List.of("constraint", constraint.getClass().getSimpleName()));
        fact.addAll(ConstraintMigration.members(constraint).stream().sorted().toList());
        return fact;
    }

    /// Applies the steps one by one; what a new type looks like, and what is said about a new property, is read
    /// from the target.
    void apply(List<MigrationStep> steps, SchemaImage target) {
        for (MigrationStep step : steps) {
            switch (step) {
                case MigrationStep.AddType add -> {
                    String key = TypeShape.key(add.typeKind(), add.name());
                    add(key, new HashSet<>(target.types.getOrDefault(key, Set.of())));
                }
                case MigrationStep.RenameType rename -> renameType(rename);
                case MigrationStep.AddProperty add -> {
                    Set<List<String>> facts = facts(add.typeKind(), add.typeName());
                    target.facts(add.typeKind(), add.typeName()).stream()
                            .filter(fact -> isAbout(fact, add.propertyName()))
                            .forEach(facts::add);
                    facts.add(List.of(
                            "property",
                            add.propertyName(),
                            new Property(add.propertyName(), add.propertyType(), add.nullable(), List.of())
                                    .spelling()));
                }
                case MigrationStep.RenameProperty rename ->
                    rewrite(rename.typeKind(), rename.typeName(), fact -> renamed(fact, rename.from(), rename.to()));
                case MigrationStep.AddConstraint add ->
                    facts(add.typeKind(), add.typeName()).add(fact(add.constraint()));
                case MigrationStep.ExtendEnum extend ->
                    rewrite(extend.typeKind(), extend.typeName(), fact -> extended(fact, extend));
                case MigrationStep.UpdateTypeMetadata update -> {
                    Set<List<String>> facts = facts(update.typeKind(), update.name());
                    facts.removeIf(fact -> fact.getFirst().equals("meta"));
                    update.annotations().forEach(a -> facts.add(List.of("meta", a.name(), a.value())));
                }
                case MigrationStep.UpdatePropertyMetadata update -> {
                    Set<List<String>> facts = facts(update.typeKind(), update.typeName());
                    facts.removeIf(fact -> isAbout(fact, update.propertyName()));
                    update.annotations()
                            .forEach(a -> facts.add(List.of("about", update.propertyName(), a.name(), a.value())));
                }
                case MigrationStep.DropType drop -> types.remove(TypeShape.key(drop.typeKind(), drop.name()));
                case MigrationStep.DropProperty drop ->
                    facts(drop.typeKind(), drop.typeName())
                            .removeIf(fact -> isAbout(fact, drop.propertyName())
                                    || (fact.getFirst().equals("property")
                                            && fact.get(1).equals(drop.propertyName()))
                                    || (fact.getFirst().equals("constraint")
                                            && fact.subList(2, fact.size()).equals(List.of(drop.propertyName()))));
                case MigrationStep.UnsupportedChange change -> throw new IllegalArgumentException(change.toString());
            }
        }
    }

    private Set<List<String>> facts(MigrationStep.TypeKind kind, String name) {
        return Objects.requireNonNull(types.get(TypeShape.key(kind, name)), name);
    }

    private void renameType(MigrationStep.RenameType rename) {
        Set<List<String>> facts =
                Objects.requireNonNull(types.remove(TypeShape.key(rename.typeKind(), rename.from())), rename.from());
        types.put(TypeShape.key(rename.typeKind(), rename.to()), facts);
        for (Map.Entry<String, Set<List<String>>> entry : types.entrySet()) {
            entry.setValue(mapped(
                    entry.getValue(),
                    fact -> fact.getFirst().equals("ends") ? renamed(fact, rename.from(), rename.to()) : fact));
        }
    }

    private void rewrite(MigrationStep.TypeKind kind, String name, UnaryOperator<List<String>> change) {
        types.put(TypeShape.key(kind, name), mapped(facts(kind, name), change));
    }

    private static Set<List<String>> mapped(Set<List<String>> facts, UnaryOperator<List<String>> change) {
        Set<List<String>> mapped = new HashSet<>();
        facts.forEach(fact -> mapped.add(change.apply(fact)));
        return mapped;
    }

    private static List<String> renamed(List<String> fact, String from, String to) {
        if (fact.getFirst().equals("meta")) {
            return fact;
        }
        List<String> renamed = new ArrayList<>(fact);
        int end = fact.getFirst().equals("constraint") || fact.getFirst().equals("ends") ? fact.size() : 2;
        for (int i = 1; i < end; i++) {
            renamed.set(i, renamed.get(i).equals(from) ? to : renamed.get(i));
        }
        if (fact.getFirst().equals("constraint")) {
            renamed.subList(2, renamed.size()).sort(null);
        }
        return renamed;
    }

    private static List<String> extended(List<String> fact, MigrationStep.ExtendEnum extend) {
        if (!fact.getFirst().equals("property") || !fact.get(1).equals(extend.propertyName())) {
            return fact;
        }
        String spelling = fact.get(2);
        List<String> values = new ArrayList<>(
                List.of(spelling.substring(5, spelling.indexOf(')')).split(", ", -1)));
        values.addAll(extend.addedValues());
        return List.of(
                "property",
                extend.propertyName(),
                new ValueType.EnumOf(values) + spelling.substring(spelling.indexOf(')') + 1));
    }

    private static boolean isAbout(List<String> fact, String property) {
        return fact.getFirst().equals("about") && fact.get(1).equals(property);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SchemaImage image && types.equals(image.types);
    }

    @Override
    public int hashCode() {
        return types.hashCode();
    }

    @Override
    public String toString() {
        return types.toString();
    }
}

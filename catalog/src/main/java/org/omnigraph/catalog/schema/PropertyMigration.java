package org.omnigraph.catalog.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/// The steps for the properties of one type that continues (schema-language.md §10).
final class PropertyMigration {
    private final TypeShape old;
    private final TypeShape type;
    private final SortedMap<String, String> oldNames;
    private final List<MigrationStep> steps;

    /// @param oldNames accepted property names by desired ones
    PropertyMigration(TypeShape old, TypeShape type, SortedMap<String, String> oldNames, List<MigrationStep> steps) {
        this.old = old;
        this.type = type;
        this.oldNames = oldNames;
        this.steps = steps;
    }

    void plan() {
        for (Property property : type.properties().values()) {
            Property before = old.properties().get(oldNames.getOrDefault(property.name(), ""));
            if (before == null) {
                add(property);
            } else {
                change(before, property);
            }
        }
        for (Property before : old.properties().values()) {
            if (!oldNames.containsValue(before.name())) {
                drop(before);
            }
        }
    }

    private void add(Property property) {
        if (property.nullable()) {
            steps.add(new MigrationStep.AddProperty(type.kind(), type.name(), property.name(), property.type(), true));
        } else {
            unsupported(
                    property.name(),
                    "a new property of an existing type must be nullable: there is no default value",
                    "OG-MF-103");
        }
    }

    private void change(Property before, Property property) {
        if (!before.name().equals(property.name())) {
            steps.add(new MigrationStep.RenameProperty(type.kind(), type.name(), before.name(), property.name()));
        }
        changeType(before, property);
        if (!embedding(before, true).equals(embedding(property, false))) {
            unsupported(property.name(), "the source and the model of `@embed` cannot change", "");
        }
        if (!TypeShape.fixed(before.annotations()).equals(TypeShape.fixed(property.annotations()))) {
            unsupported(property.name(), "of a property's annotations only `@description` can change", "");
        }
        List<Annotation> metadata = TypeShape.metadata(property.annotations());
        if (!metadata.equals(TypeShape.metadata(before.annotations()))) {
            steps.add(new MigrationStep.UpdatePropertyMetadata(type.kind(), type.name(), property.name(), metadata));
        }
    }

    private void changeType(Property before, Property property) {
        if (before.type().equals(property.type()) && before.nullable() == property.nullable()) {
            return;
        }
        if (before.nullable() == property.nullable()
                && before.type() instanceof ValueType.EnumOf(SortedSet<String> oldValues)
                && property.type() instanceof ValueType.EnumOf(SortedSet<String> values)
                && values.containsAll(oldValues)) {
            TreeSet<String> added = new TreeSet<>(values);
            added.removeAll(oldValues);
            steps.add(new MigrationStep.ExtendEnum(type.kind(), type.name(), property.name(), new ArrayList<>(added)));
            return;
        }
        unsupported(
                property.name(),
                "its type cannot change from " + before.spelling() + " to " + property.spelling(),
                "OG-MF-106");
    }

    /// The `@embed` of a property with its source as the desired schema calls it; empty if there is none.
    private Optional<Map<String, String>> embedding(Property property, boolean accepted) {
        return property.annotation("embed").map(embed -> {
            String source = accepted ? desiredName(embed.value()) : embed.value();
            return Map.of("source", source, "model", embed.kwargs().getOrDefault("model", ""));
        });
    }

    /// Empty for a property that is dropped; a name that never was a property (in an interface) stays as it is.
    private String desiredName(String oldName) {
        for (Map.Entry<String, String> entry : oldNames.entrySet()) {
            if (entry.getValue().equals(oldName)) {
                return entry.getKey();
            }
        }
        return old.properties().containsKey(oldName) ? "" : oldName;
    }

    private void drop(Property before) {
        for (Constraint constraint : old.constraints()) {
            List<String> members = ConstraintMigration.members(constraint);
            boolean binds = constraint instanceof Constraint.Key || members.size() > 1;
            if (binds && members.contains(before.name())) {
                unsupported(
                        before.name(),
                        "the property cannot be dropped: it is a member of " + ConstraintMigration.spelling(constraint),
                        "");
                return;
            }
        }
        String code = before.type().isVector() ? "OG-DS-105" : "OG-DS-104";
        steps.add(new MigrationStep.DropProperty(type.kind(), type.name(), before.name(), false, code, -1));
    }

    private void unsupported(String property, String reason, String code) {
        steps.add(new MigrationStep.UnsupportedChange(type.key() + "." + property, reason, code));
    }
}

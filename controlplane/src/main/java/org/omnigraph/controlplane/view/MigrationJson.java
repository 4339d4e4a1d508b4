package org.omnigraph.controlplane.view;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import org.omnigraph.catalog.schema.Annotation;
import org.omnigraph.catalog.schema.Constraint;
import org.omnigraph.catalog.schema.MigrationPlan;
import org.omnigraph.catalog.schema.MigrationStep;
import org.omnigraph.catalog.schema.ValueType;

/// A migration plan as JSON, exactly as schema-language.md §10 spells it.
final class MigrationJson {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private MigrationJson() {}

    static ObjectNode object(MigrationPlan plan) {
        ObjectNode node = JSON.objectNode().put("supported", plan.supported());
        ArrayNode steps = node.putArray("steps");
        for (MigrationStep step : plan.steps()) {
            steps.add(step(step));
        }
        return node;
    }

    private static ObjectNode step(MigrationStep step) {
        return switch (step) {
            case MigrationStep.AddType s -> kind("add_type", s.typeKind()).put("name", s.name());
            case MigrationStep.RenameType s ->
                kind("rename_type", s.typeKind()).put("from", s.from()).put("to", s.to());
            case MigrationStep.AddProperty s -> {
                ObjectNode node = kind("add_property", s.typeKind())
                        .put("type_name", s.typeName())
                        .put("property_name", s.propertyName());
                node.set("property_type", propertyType(s.propertyType(), s.nullable()));
                yield node;
            }
            case MigrationStep.RenameProperty s ->
                kind("rename_property", s.typeKind())
                        .put("type_name", s.typeName())
                        .put("from", s.from())
                        .put("to", s.to());
            case MigrationStep.AddConstraint s -> {
                ObjectNode node = kind("add_constraint", s.typeKind()).put("type_name", s.typeName());
                node.set("constraint", constraint(s.constraint()));
                yield node;
            }
            case MigrationStep.ExtendEnum s -> {
                ObjectNode node = kind("extend_enum", s.typeKind())
                        .put("type_name", s.typeName())
                        .put("property_name", s.propertyName());
                s.addedValues().forEach(node.putArray("added_values")::add);
                yield node;
            }
            case MigrationStep.UpdateTypeMetadata s -> {
                ObjectNode node = kind("update_type_metadata", s.typeKind()).put("name", s.name());
                node.set("annotations", annotations(s.annotations()));
                yield node;
            }
            case MigrationStep.UpdatePropertyMetadata s -> {
                ObjectNode node = kind("update_property_metadata", s.typeKind())
                        .put("type_name", s.typeName())
                        .put("property_name", s.propertyName());
                node.set("annotations", annotations(s.annotations()));
                yield node;
            }
            case MigrationStep.DropType s ->
                drop(kind("drop_type", s.typeKind()).put("name", s.name()), s.hard(), s.code(), "rows", s.rows());
            case MigrationStep.DropProperty s ->
                drop(
                        kind("drop_property", s.typeKind())
                                .put("type_name", s.typeName())
                                .put("property_name", s.propertyName()),
                        s.hard(),
                        s.code(),
                        "non_null_rows",
                        s.nonNullRows());
            case MigrationStep.UnsupportedChange s -> {
                ObjectNode node = JSON.objectNode()
                        .put("kind", "unsupported_change")
                        .put("entity", s.entity())
                        .put("reason", s.reason());
                if (!s.code().isEmpty()) {
                    node.put("code", s.code());
                }
                yield node;
            }
        };
    }

    private static ObjectNode kind(String kind, MigrationStep.TypeKind typeKind) {
        return JSON.objectNode()
                .put("kind", kind)
                .put("type_kind", typeKind.name().toLowerCase(Locale.ROOT));
    }

    private static ObjectNode drop(ObjectNode node, boolean hard, String code, String countName, long count) {
        node.put("mode", hard ? "hard" : "soft");
        if (!code.isEmpty()) {
            node.put("code", code);
        }
        if (count >= 0) {
            node.put(countName, count);
        }
        return node;
    }

    private static ObjectNode propertyType(ValueType type, boolean nullable) {
        ObjectNode node = JSON.objectNode();
        switch (type) {
            case ValueType.Scalar s -> node.put("scalar", s.scalar().spelling());
            case ValueType.ListOf l -> node.put("scalar", l.item().spelling());
            case ValueType.Vector v -> node.set("scalar", JSON.objectNode().put("Vector", v.dimension()));
            case ValueType.EnumOf e -> node.put("scalar", "String");
        }
        node.put("nullable", nullable).put("list", type.isList());
        if (type instanceof ValueType.EnumOf values) {
            values.values().forEach(node.putArray("enum_values")::add);
        } else {
            node.putNull("enum_values");
        }
        return node;
    }

    private static ObjectNode constraint(Constraint constraint) {
        ObjectNode node = JSON.objectNode();
        switch (constraint) {
            case Constraint.Key c -> c.properties().forEach(node.putArray("Key")::add);
            case Constraint.Unique c -> c.properties().forEach(node.putArray("Unique")::add);
            case Constraint.Index c -> c.properties().forEach(node.putArray("Index")::add);
            case Constraint.Range c -> {
                ObjectNode range = node.putObject("Range").put("property", c.property());
                bound(range, "min", c.min());
                bound(range, "max", c.max());
            }
            case Constraint.Check c ->
                node.putObject("Check").put("property", c.property()).put("pattern", c.pattern());
        }
        return node;
    }

    private static void bound(ObjectNode range, String name, Constraint.Bound bound) {
        switch (bound) {
            case Constraint.Bound.Open b -> range.putNull(name);
            case Constraint.Bound.Whole b -> range.putObject(name).put("Integer", b.value());
            case Constraint.Bound.Decimal b -> range.putObject(name).put("Float", b.value());
        }
    }

    private static ArrayNode annotations(List<Annotation> annotations) {
        ArrayNode array = JSON.arrayNode();
        for (Annotation annotation : annotations) {
            ObjectNode node = array.addObject().put("name", annotation.name());
            if (annotation.hasValue()) {
                node.put("value", annotation.value());
            }
            if (!annotation.kwargs().isEmpty()) {
                ObjectNode kwargs = node.putObject("kwargs");
                annotation.kwargs().forEach(kwargs::put);
            }
        }
        return array;
    }
}

package org.omnigraph.catalog.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.SortedSet;
import org.omnigraph.catalog.schema.Constraint.Bound;
import org.omnigraph.catalog.schema.MigrationStep.TypeKind;

/// Migration plans as JSON, in the shapes of schema-language.md §10; absent rather than null, except where the page
/// shows null.
public final class MigrationJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private MigrationJson() {}

    /// `{"supported": bool, "steps": [Step]}`.
    public static ObjectNode toJson(MigrationPlan plan) {
        ObjectNode json = NODES.objectNode();
        json.put("supported", plan.supported());
        ArrayNode steps = json.putArray("steps");
        plan.steps().forEach(step -> steps.add(toJson(step)));
        return json;
    }

    /// One step, tagged by `kind`.
    public static ObjectNode toJson(MigrationStep step) {
        return switch (step) {
            case MigrationStep.AddType(TypeKind kind, String name) ->
                typed("add_type", kind).put("name", name);
            case MigrationStep.RenameType(TypeKind kind, String from, String to) ->
                typed("rename_type", kind).put("from", from).put("to", to);
            case MigrationStep.AddProperty(
                    TypeKind kind,
                    String typeName,
                    String propertyName,
                    ValueType type,
                    boolean nullable) ->
                property("add_property", kind, typeName, propertyName).set("property_type", toJson(type, nullable));
            case MigrationStep.RenameProperty(TypeKind kind, String typeName, String from, String to) ->
                typed("rename_property", kind)
                        .put("type_name", typeName)
                        .put("from", from)
                        .put("to", to);
            case MigrationStep.AddConstraint(TypeKind kind, String typeName, Constraint constraint) ->
                typed("add_constraint", kind).put("type_name", typeName).set("constraint", toJson(constraint));
            case MigrationStep.ExtendEnum(TypeKind kind, String typeName, String propertyName, List<String> values) ->
                property("extend_enum", kind, typeName, propertyName).set("added_values", strings(values));
            case MigrationStep.UpdateTypeMetadata(TypeKind kind, String name, List<Annotation> annotations) ->
                typed("update_type_metadata", kind).put("name", name).set("annotations", annotations(annotations));
            case MigrationStep.UpdatePropertyMetadata(
                    TypeKind kind,
                    String typeName,
                    String propertyName,
                    List<Annotation> annotations) ->
                property("update_property_metadata", kind, typeName, propertyName)
                        .set("annotations", annotations(annotations));
            case MigrationStep.DropType(TypeKind kind, String name, boolean hard, String code, long rows) ->
                drop(typed("drop_type", kind).put("name", name), hard, code, "rows", rows);
            case MigrationStep.DropProperty(
                    TypeKind kind,
                    String typeName,
                    String propertyName,
                    boolean hard,
                    String code,
                    long rows) ->
                drop(property("drop_property", kind, typeName, propertyName), hard, code, "non_null_rows", rows);
            case MigrationStep.UnsupportedChange(String entity, String reason, String code) -> {
                ObjectNode json = NODES.objectNode()
                        .put("kind", "unsupported_change")
                        .put("entity", entity)
                        .put("reason", reason);
                yield code.isEmpty() ? json : json.put("code", code);
            }
        };
    }

    private static ObjectNode typed(String step, TypeKind kind) {
        return NODES.objectNode().put("kind", step).put("type_kind", MigrationPlanner.wireName(kind));
    }

    private static ObjectNode property(String step, TypeKind kind, String typeName, String propertyName) {
        return typed(step, kind).put("type_name", typeName).put("property_name", propertyName);
    }

    private static ObjectNode drop(ObjectNode json, boolean hard, String code, String countName, long count) {
        json.put("mode", hard ? "hard" : "soft");
        if (!code.isEmpty()) {
            json.put("code", code);
        }
        return count < 0 ? json : json.put(countName, count);
    }

    /// A property's type: `{"scalar", "nullable", "list", "enum_values"}`.
    public static ObjectNode toJson(ValueType type, boolean nullable) {
        ObjectNode json = NODES.objectNode();
        json.set(
                "scalar",
                type instanceof ValueType.Vector(int dimension)
                        ? NODES.objectNode().put("Vector", dimension)
                        : NODES.textNode(type.element().spelling()));
        json.put("nullable", nullable);
        json.put("list", type.isList());
        json.set(
                "enum_values",
                type instanceof ValueType.EnumOf(SortedSet<String> values)
                        ? strings(List.copyOf(values))
                        : NODES.nullNode());
        return json;
    }

    /// A constraint: `{"Index": ["year"]}` and so on.
    public static ObjectNode toJson(Constraint constraint) {
        ObjectNode json = NODES.objectNode();
        switch (constraint) {
            case Constraint.Key(List<String> names) -> json.set("Key", strings(names));
            case Constraint.Unique(List<String> names) -> json.set("Unique", strings(names));
            case Constraint.Index(List<String> names) -> json.set("Index", strings(names));
            case Constraint.Range(String property, Bound min, Bound max) -> {
                ObjectNode range = json.putObject("Range").put("property", property);
                range.set("min", toJson(min));
                range.set("max", toJson(max));
            }
            case Constraint.Check(String property, String pattern) ->
                json.putObject("Check").put("property", property).put("pattern", pattern);
        }
        return json;
    }

    private static JsonNode toJson(Bound bound) {
        return switch (bound) {
            case Bound.Open _ -> NODES.nullNode();
            case Bound.Whole(BigInteger value) -> NODES.objectNode().set("Integer", NODES.numberNode(value));
            case Bound.Decimal(BigDecimal value) -> NODES.objectNode().set("Float", NODES.numberNode(value));
        };
    }

    private static ArrayNode annotations(List<Annotation> annotations) {
        ArrayNode array = NODES.arrayNode();
        for (Annotation annotation : annotations) {
            ObjectNode json = array.addObject().put("name", annotation.name());
            if (annotation.hasValue()) {
                json.put("value", annotation.value());
            }
            if (!annotation.kwargs().isEmpty()) {
                ObjectNode named = json.putObject("kwargs");
                annotation.kwargs().forEach(named::put);
            }
        }
        return array;
    }

    private static ArrayNode strings(List<String> values) {
        ArrayNode array = NODES.arrayNode();
        values.forEach(array::add);
        return array;
    }
}

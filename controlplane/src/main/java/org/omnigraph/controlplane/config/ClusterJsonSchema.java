package org.omnigraph.controlplane.config;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.omnigraph.catalog.address.GraphId;
import org.omnigraph.controlplane.config.FieldTable.Field;
import org.omnigraph.controlplane.config.FieldTable.Shape;

/// The JSON Schema of `cluster.yaml`, made from the tables that the reader reads by. It knows the form only:
/// whether a file is there and what stands in it is for `cluster validate`.
public final class ClusterJsonSchema {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private ClusterJsonSchema() {}

    /// The whole schema, draft 2020-12.
    public static ObjectNode document() {
        ObjectNode document = JSON.objectNode()
                .put("$schema", "https://json-schema.org/draft/2020-12/schema")
                .put("title", "OmniGraph cluster.yaml");
        return document.setAll(table(ClusterFields.CLUSTER));
    }

    private static ObjectNode table(FieldTable table) {
        ObjectNode node = JSON.objectNode().put("type", "object").put("additionalProperties", false);
        ArrayNode required = JSON.arrayNode();
        ObjectNode properties = node.putObject("properties");
        for (Field field : table.fields()) {
            ObjectNode property = JSON.objectNode().put("description", field.description());
            if (field.required()) {
                required.add(field.name());
                property.setAll(shape(field.shape()));
            } else {
                // The reader takes a field without a value for one that is not there.
                property.putArray("anyOf")
                        .add(shape(field.shape()))
                        .add(JSON.objectNode().put("type", "null"));
            }
            properties.set(field.name(), property);
        }
        if (!required.isEmpty()) {
            node.set("required", required);
        }
        return node;
    }

    private static ObjectNode shape(Shape shape) {
        ObjectNode node = JSON.objectNode();
        switch (shape) {
            case Shape.Version(int number) -> node.put("const", number);
            case Shape.Text _ -> node.put("type", "string").put("pattern", "\\S");
            case Shape.Flag _ -> node.put("type", "boolean");
            case Shape.OneOf oneOf -> oneOf.words().forEach(node.putArray("enum")::add);
            case Shape.Texts(boolean mayBeEmpty) -> {
                node.put("type", "array").set("items", shape(new Shape.Text()));
                if (!mayBeEmpty) {
                    node.put("minItems", 1);
                }
            }
            case Shape.Fields(FieldTable fields) -> node.setAll(table(fields));
            case Shape.ById(Shape value) -> {
                node.put("type", "object");
                node.putObject("propertyNames").put("pattern", "^" + GraphId.SHAPE + "$");
                node.set("additionalProperties", shape(value));
            }
            case Shape.AnyOf anyOf -> {
                ArrayNode choices = node.putArray("anyOf");
                anyOf.shapes().forEach(choice -> choices.add(shape(choice)));
            }
        }
        return node;
    }
}

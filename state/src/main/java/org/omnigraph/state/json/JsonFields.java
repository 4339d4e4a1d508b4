package org.omnigraph.state.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/// Reads the fields of one JSON object strictly: each field is asked for once, and [#finish()] refuses the ones that
/// nobody asked for. `null` counts as absent. Every method throws [InvalidJsonException] naming the field's path.
public final class JsonFields {
    private final ObjectNode object;
    private final String path;
    private final Set<String> seen = new HashSet<>();

    private JsonFields(ObjectNode object, String path) {
        this.object = object;
        this.path = path;
    }

    /// The fields of a whole document.
    public static JsonFields of(ObjectNode object) {
        return new JsonFields(object, "");
    }

    /// The fields of a value that must be an object; `path` is its place in the document, for messages.
    public static JsonFields of(JsonNode node, String path) {
        if (node instanceof ObjectNode object) {
            return new JsonFields(object, path);
        }
        throw new InvalidJsonException("`" + path + "` must be an object");
    }

    /// A text that must be there; it may be empty.
    public String text(String name) {
        return asText(required(name), name);
    }

    /// A text that must be there and hold something.
    public String nonEmptyText(String name) {
        String value = text(name);
        if (value.isEmpty()) {
            throw problem(name, "must not be empty");
        }
        return value;
    }

    /// A text, or `otherwise` if it is absent.
    public String text(String name, String otherwise) {
        JsonNode node = take(name);
        return node.isMissingNode() ? otherwise : asText(node, name);
    }

    /// A whole number that must be there.
    public long integer(String name) {
        return asInteger(required(name), name);
    }

    /// A whole number, or `otherwise` if it is absent.
    public long integer(String name, long otherwise) {
        JsonNode node = take(name);
        return node.isMissingNode() ? otherwise : asInteger(node, name);
    }

    /// True or false, or `otherwise` if it is absent.
    public boolean bool(String name, boolean otherwise) {
        JsonNode node = take(name);
        if (node.isMissingNode()) {
            return otherwise;
        }
        if (!node.isBoolean()) {
            throw problem(name, "must be true or false");
        }
        return node.booleanValue();
    }

    /// A list of texts; empty if it is absent.
    public List<String> texts(String name) {
        JsonNode node = take(name);
        if (node.isMissingNode()) {
            return List.of();
        }
        if (!node.isArray()) {
            throw problem(name, "must be a list");
        }
        List<String> values = new ArrayList<>(node.size());
        for (JsonNode element : node) {
            values.add(asText(element, name));
        }
        return List.copyOf(values);
    }

    /// An object that must be there.
    public JsonFields object(String name) {
        return of(required(name), pathOf(name));
    }

    /// Any value that must be there.
    public JsonNode value(String name) {
        return required(name);
    }

    /// Calls `each` for every entry of the object `name` with the entry's name and value; not at all if it is absent.
    public void entries(String name, BiConsumer<String, JsonNode> each) {
        JsonNode node = take(name);
        if (node.isMissingNode()) {
            return;
        }
        if (!node.isObject()) {
            throw problem(name, "must be an object");
        }
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            each.accept(entry.getKey(), entry.getValue());
        }
    }

    /// Refuses the object if it has a field that was not asked for.
    public void finish() {
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            if (!seen.contains(entry.getKey())) {
                throw new InvalidJsonException("unknown field `" + pathOf(entry.getKey()) + "`");
            }
        }
    }

    /// A problem with the field `name` of this object.
    public InvalidJsonException problem(String name, String problem) {
        return new InvalidJsonException("`" + pathOf(name) + "` " + problem);
    }

    private String pathOf(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private JsonNode take(String name) {
        seen.add(name);
        JsonNode node = object.path(name);
        return node.isNull() ? MissingNode.getInstance() : node;
    }

    private JsonNode required(String name) {
        JsonNode node = take(name);
        if (node.isMissingNode()) {
            throw problem(name, "is missing");
        }
        return node;
    }

    private String asText(JsonNode node, String name) {
        if (!node.isTextual()) {
            throw problem(name, "must be a text");
        }
        return node.textValue();
    }

    private long asInteger(JsonNode node, String name) {
        if (!node.isIntegralNumber() || !node.canConvertToLong()) {
            throw problem(name, "must be a whole number");
        }
        return node.longValue();
    }
}

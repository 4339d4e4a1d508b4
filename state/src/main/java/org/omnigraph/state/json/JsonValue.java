package org.omnigraph.state.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Function;

/// One JSON value that cannot change: what this program stores for others without looking inside.
public final class JsonValue {
    private final JsonNode node;

    private JsonValue(JsonNode node) {
        this.node = node;
    }

    /// The value as it is now; later changes of `node` do not show.
    public static JsonValue of(JsonNode node) {
        return new JsonValue(node.deepCopy());
    }

    /// The value itself, without a copy: the caller hands `node` over and never touches it again.
    public static JsonValue owning(JsonNode node) {
        return new JsonValue(node);
    }

    /// What `reader` makes of the value; it looks without a copy, so it must neither change nor keep what it is
    /// given.
    public <T> T read(Function<? super JsonNode, ? extends T> reader) {
        return reader.apply(node);
    }

    /// A copy that the caller may change.
    public JsonNode node() {
        return node.deepCopy();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof JsonValue that && node.equals(that.node);
    }

    @Override
    public int hashCode() {
        return node.hashCode();
    }

    /// The value on one line.
    @Override
    public String toString() {
        return Json.compact(node);
    }
}

package org.omnigraph.server.serve;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import org.omnigraph.state.json.Json;

/// Compact JSON, members in the order given.
public final class JsonBytes {
    private JsonBytes() {}

    public static byte[] of(JsonNode node) {
        try {
            return Json.mapper().writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a JSON tree can always be written", e);
        }
    }
}

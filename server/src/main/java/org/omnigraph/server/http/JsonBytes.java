package org.omnigraph.server.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import org.omnigraph.state.json.Json;

/// Compact JSON, members in the order given.
final class JsonBytes {
    private JsonBytes() {}

    static byte[] of(JsonNode node) {
        try {
            return Json.mapper().writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a JSON tree can always be written", e);
        }
    }
}

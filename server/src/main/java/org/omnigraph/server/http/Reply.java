package org.omnigraph.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.omnigraph.server.serve.ApiError;
import org.omnigraph.server.serve.JsonBytes;

/// What a handler answers with.
sealed interface Reply {
    String JSON = "application/json";

    /// A whole body.
    @SuppressWarnings("ArrayRecordComponent")
    record Whole(int status, String contentType, byte[] body, Map<String, String> headers) implements Reply {
        public Whole {
            headers = Map.copyOf(headers);
        }

        Whole withHeaders(Map<String, String> more) {
            Map<String, String> all = new LinkedHashMap<>(headers);
            all.putAll(more);
            return new Whole(status, contentType, body, all);
        }
    }

    /// A body of a graph's route that is written piece by piece. An error before the first piece is out is still a
    /// proper error response; one after it breaks the transfer. A body that is one short piece goes out whole.
    record Streamed(String contentType, Body body) implements Reply {
        /// Writes the body; need not close the stream.
        @FunctionalInterface
        interface Body {
            void writeTo(OutputStream out) throws IOException;
        }
    }

    static Whole json(JsonNode node) {
        return new Whole(200, JSON, JsonBytes.of(node), Map.of());
    }

    static Whole of(ApiError error) {
        return of(error, "");
    }

    /// An error in its own form.
    ///
    /// @param requestId empty to leave it out
    static Whole of(ApiError error, String requestId) {
        return new Whole(error.status(), JSON, error.json(requestId), error.headers());
    }
}

package org.omnigraph.engine.commit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.omnigraph.engine.api.GraphRoot;
import org.omnigraph.state.digest.Sha256;
import org.omnigraph.state.json.InvalidJsonException;
import org.omnigraph.state.json.Json;
import org.omnigraph.state.json.JsonFields;
import org.omnigraph.state.store.StoredObject;

/// `format.json`: names the incarnation that is the graph.
public record GraphFormat(String graphId, String incarnation, Instant createdAt) {
    private static final String NAME = "omnigraph";
    private static final int VERSION = 2;
    private static final String DIGEST = "digest";
    private static final int BYTES_MAX = 64 << 10;

    /// Reads the format of the graph at the root, or nothing if there is none.
    ///
    /// @throws InvalidJsonException if it is not one of ours, or of another version; its message is for people
    public static Optional<GraphFormat> read(GraphRoot root) {
        Optional<StoredObject> object = root.store().get(GraphLayout.format(root), BYTES_MAX);
        return object.isEmpty()
                ? Optional.empty()
                : Optional.of(decode(object.get().bytes()));
    }

    public byte[] encode() {
        ObjectNode json = Json.object();
        json.put("format", NAME);
        json.put("version", VERSION);
        json.put("graph_id", graphId);
        json.put("incarnation", incarnation);
        json.put("created_at", createdAt.toString());
        json.put(DIGEST, digest(json));
        return Json.canonicalBytes(json);
    }

    /// Of all members but itself.
    private static String digest(ObjectNode json) {
        ObjectNode rest = json.deepCopy();
        rest.remove(DIGEST);
        return Sha256.hex(Json.canonicalBytes(rest));
    }

    static GraphFormat decode(byte[] bytes) {
        ObjectNode json = Json.parseObject(bytes);
        JsonFields fields = JsonFields.of(json);
        String name = fields.text("format");
        if (!name.equals(NAME)) {
            throw new InvalidJsonException("the root holds no OmniGraph graph but `" + name + "`");
        }
        long version = fields.integer("version");
        if (version != VERSION) {
            throw new InvalidJsonException(
                    "the graph has format version " + version + "; this program knows " + VERSION);
        }
        if (!fields.text(DIGEST).equals(digest(json))) {
            throw new InvalidJsonException("`format.json` does not match its own digest");
        }
        String graphId = fields.nonEmptyText("graph_id");
        String incarnation = fields.nonEmptyText("incarnation");
        String createdAt = fields.nonEmptyText("created_at");
        try {
            return new GraphFormat(graphId, incarnation, Instant.parse(createdAt));
        } catch (DateTimeException e) {
            throw new InvalidJsonException("`created_at` is no instant: " + createdAt, e);
        }
    }
}

package org.omnigraph.state.ledger;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import org.omnigraph.state.commitlog.CommitRecord;
import org.omnigraph.state.digest.Sha256;
import org.omnigraph.state.json.InvalidJsonException;
import org.omnigraph.state.json.Json;
import org.omnigraph.state.json.JsonFields;
import org.omnigraph.state.json.JsonValue;

/// What a revision record says: a whole state, the digest of its `state.json`, and what changed.
///
/// @param state the state, as JSON; parsed only when asked for
/// @param stateDigest hex SHA-256 of the exact bytes of this state's `state.json`
/// @param stateText those bytes, if they are not the canonical ones (an adopted file); otherwise the empty string
/// @param adoptedDigest hex SHA-256 of the hand-edited `state.json` that this record takes in, or the empty string
/// @param summary what changed
record RevisionBody(JsonValue state, String stateDigest, String stateText, String adoptedDigest, JsonValue summary) {

    /// The body for a state that is published.
    static RevisionBody published(ClusterState state, byte[] canonical, JsonValue summary) {
        return new RevisionBody(JsonValue.owning(StateJson.toNode(state)), Sha256.hex(canonical), "", "", summary);
    }

    /// The body for a `state.json` of an older folder, taken over byte by byte.
    static RevisionBody adopted(ClusterState state, byte[] found, JsonValue summary) {
        boolean canonical = Sha256.hex(found).equals(Sha256.hex(StateJson.print(state)));
        String text = canonical ? "" : new String(found, StandardCharsets.UTF_8);
        return new RevisionBody(JsonValue.owning(StateJson.toNode(state)), Sha256.hex(found), text, "", summary);
    }

    /// The body for a hand-edited `state.json` that becomes a revision of its own.
    static RevisionBody adoptedEdit(ClusterState state, String foundDigest, JsonValue summary) {
        return new RevisionBody(
                JsonValue.owning(StateJson.toNode(state)),
                Sha256.hex(StateJson.print(state)),
                "",
                foundDigest,
                summary);
    }

    /// @throws InvalidJsonException if the record's body is not a revision's
    static RevisionBody of(CommitRecord record) {
        return record.body().read(node -> {
            JsonFields fields = JsonFields.of(node, "body");
            RevisionBody body = new RevisionBody(
                    JsonValue.owning(fields.value("state")),
                    fields.nonEmptyText("state_digest"),
                    fields.text("state_text", ""),
                    fields.text("adopted_digest", ""),
                    JsonValue.owning(fields.value("summary")));
            fields.finish();
            return body;
        });
    }

    JsonValue toJson() {
        ObjectNode node = Json.object();
        state.read(value -> node.set("state", value));
        node.put("state_digest", stateDigest);
        if (!stateText.isEmpty()) {
            node.put("state_text", stateText);
        }
        if (!adoptedDigest.isEmpty()) {
            node.put("adopted_digest", adoptedDigest);
        }
        summary.read(value -> node.set("summary", value));
        return JsonValue.owning(node);
    }

    /// The state itself.
    ///
    /// @throws InvalidJsonException or [UnsupportedStateVersionException] if it is none
    ClusterState parsedState() {
        return state.read(StateJson::parse);
    }

    /// The exact bytes of this revision's `state.json`.
    byte[] stateBytes() {
        return stateText.isEmpty() ? StateJson.print(parsedState()) : stateText.getBytes(StandardCharsets.UTF_8);
    }
}

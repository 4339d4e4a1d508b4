package org.omnigraph.state.commitlog;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import org.omnigraph.state.digest.Sha256;
import org.omnigraph.state.json.InvalidJsonException;
import org.omnigraph.state.json.Json;
import org.omnigraph.state.json.JsonFields;
import org.omnigraph.state.json.JsonValue;

/// Records as bytes. A record carries its own digest, taken over its exact bytes with the digest's digits set to
/// zero; so every changed byte of a record shows in the record itself, the newest one included.
final class RecordCodec {
    private static final String DIGEST_FIELD = "record_digest";
    /// Top-level keys stand at two spaces, and a raw newline cannot occur inside a JSON text: the last such line is
    /// the record's own field, whatever the body holds.
    private static final byte[] DIGEST_MARK = ("\n  \"" + DIGEST_FIELD + "\": \"").getBytes(StandardCharsets.US_ASCII);

    private static final int HEX_DIGITS = 64;
    private static final String ZEROS = "0".repeat(HEX_DIGITS);

    private RecordCodec() {}

    /// A record ready to be stored, with its bytes.
    record Encoded(CommitRecord record, JsonBytes bytes) {}

    /// Bytes that are written once and not changed any more.
    static final class JsonBytes {
        private final byte[] bytes;

        JsonBytes(byte[] bytes) {
            this.bytes = bytes;
        }

        byte[] array() {
            return bytes;
        }
    }

    static Encoded encode(LogPosition after, CommitDraft draft) {
        ObjectNode node = Json.object();
        node.put("actor", draft.actor());
        node.put("at", draft.at().toString());
        draft.body().read(body -> node.set("body", body));
        node.put("operation", draft.operation());
        node.put("operation_id", draft.operationId());
        node.put("previous_record_digest", after.recordDigest());
        node.put(DIGEST_FIELD, ZEROS);
        node.put("version", after.nextVersion());
        byte[] bytes = Json.canonicalBytes(node);
        String digest = Sha256.hex(bytes);
        System.arraycopy(digest.getBytes(StandardCharsets.US_ASCII), 0, bytes, digestOffset(bytes), HEX_DIGITS);
        CommitRecord record = new CommitRecord(
                after.nextVersion(),
                after.recordDigest(),
                draft.operationId(),
                draft.operation(),
                draft.actor(),
                draft.at(),
                draft.body(),
                digest);
        return new Encoded(record, new JsonBytes(bytes));
    }

    static byte[] encodeStub(RecordStub stub) {
        ObjectNode node = Json.object();
        node.put("version", stub.version());
        node.put(DIGEST_FIELD, stub.recordDigest());
        node.put("state_digest", stub.stateDigest());
        return Json.canonicalBytes(node);
    }

    /// @throws InvalidJsonException if the bytes are not an undamaged record or stub of `version`
    static LogEntry decode(long version, byte[] bytes) {
        ObjectNode node = Json.parseObject(bytes);
        JsonFields fields = JsonFields.of(node);
        LogEntry entry = node.has("body") ? decodeRecord(fields, bytes) : decodeStub(fields);
        fields.finish();
        if (entry.version() != version) {
            throw new InvalidJsonException("it says that it is version " + entry.version());
        }
        return entry;
    }

    private static CommitRecord decodeRecord(JsonFields fields, byte[] bytes) {
        String digest = fields.text(DIGEST_FIELD);
        if (!digest.equals(digestOf(bytes))) {
            throw new InvalidJsonException("its content does not match its own digest");
        }
        return new CommitRecord(
                fields.integer("version"),
                fields.text("previous_record_digest"),
                fields.nonEmptyText("operation_id"),
                fields.nonEmptyText("operation"),
                fields.text("actor"),
                instant(fields),
                JsonValue.owning(fields.value("body")),
                digest);
    }

    private static RecordStub decodeStub(JsonFields fields) {
        String digest = fields.text(DIGEST_FIELD);
        if (!Sha256.isHex(digest)) {
            throw fields.problem(DIGEST_FIELD, "must be a SHA-256 digest");
        }
        return new RecordStub(fields.integer("version"), digest, fields.text("state_digest"));
    }

    private static Instant instant(JsonFields fields) {
        try {
            return Instant.parse(fields.text("at"));
        } catch (DateTimeException e) {
            throw new InvalidJsonException("`at` must be a time", e);
        }
    }

    private static String digestOf(byte[] bytes) {
        int offset = digestOffset(bytes);
        if (offset < 0 || offset + HEX_DIGITS > bytes.length) {
            return "";
        }
        byte[] zeroed = bytes.clone();
        Arrays.fill(zeroed, offset, offset + HEX_DIGITS, (byte) '0');
        return Sha256.hex(zeroed);
    }

    /// Where the digest's first digit stands, or -1.
    private static int digestOffset(byte[] bytes) {
        for (int start = bytes.length - DIGEST_MARK.length; start >= 0; start--) {
            if (Arrays.equals(bytes, start, start + DIGEST_MARK.length, DIGEST_MARK, 0, DIGEST_MARK.length)) {
                return start + DIGEST_MARK.length;
            }
        }
        return -1;
    }
}

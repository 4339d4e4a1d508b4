package org.omnigraph.state.lock;

import java.io.Serial;
import org.omnigraph.state.json.InvalidJsonException;
import org.omnigraph.state.json.Json;
import org.omnigraph.state.json.JsonFields;

/// The lock's file, version 1, read strictly.
final class LockJson {
    private static final long VERSION = 1;

    private LockJson() {}

    /// The file says that it has another version.
    static final class UnsupportedVersionException extends RuntimeException {
        @Serial
        private static final long serialVersionUID = 1L;

        UnsupportedVersionException(long version) {
            super("it has version " + version + "; this program reads version " + VERSION);
        }
    }

    /// @throws InvalidJsonException if the text is not a version 1 lock
    static LockRecord parse(byte[] bytes) {
        JsonFields fields = JsonFields.of(Json.parseObject(bytes));
        long version = fields.integer("version");
        if (version != VERSION) {
            throw new UnsupportedVersionException(version);
        }
        LockRecord lock = new LockRecord(
                fields.nonEmptyText("lock_id"),
                fields.text("operation"),
                fields.text("created_at"),
                fields.integer("pid"));
        fields.finish();
        return lock;
    }

    static byte[] print(LockRecord lock) {
        return Json.canonicalBytes(Json.object()
                .put("version", VERSION)
                .put("lock_id", lock.lockId())
                .put("operation", lock.operation())
                .put("created_at", lock.createdAt())
                .put("pid", lock.pid()));
    }
}

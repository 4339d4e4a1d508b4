package org.omnigraph.state.commitlog;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.OptionalLong;
import org.omnigraph.state.json.InvalidJsonException;
import org.omnigraph.state.json.Json;
import org.omnigraph.state.store.ObjectKey;
import org.omnigraph.state.store.ObjectStore;
import org.omnigraph.state.store.PutOutcome;
import org.omnigraph.state.store.StoreException;
import org.omnigraph.state.store.StoredObject;

/// A hint in an object of its own. A failing store is treated as no hint: whoever asks for the head goes on to read
/// the records themselves, and a store that fails there too fails there, loudly.
final class StoredHeadHint implements HeadHint {
    private static final int BYTES_MAX = 4096;
    private static final int TRIES_MAX = 3;

    private final ObjectStore store;
    private final ObjectKey key;

    StoredHeadHint(ObjectStore store, ObjectKey key) {
        this.store = store;
        this.key = key;
    }

    @Override
    public OptionalLong version() {
        try {
            Optional<StoredObject> object = store.get(key, BYTES_MAX);
            return object.isEmpty()
                    ? OptionalLong.empty()
                    : versionIn(object.get().bytes());
        } catch (StoreException e) {
            return OptionalLong.empty();
        }
    }

    @Override
    public void advance(long version) {
        byte[] bytes = Json.canonicalBytes(Json.object().put("version", version));
        try {
            for (int attempt = 0; attempt < TRIES_MAX; attempt++) {
                Optional<StoredObject> seen = store.get(key, BYTES_MAX);
                if (seen.isPresent() && versionIn(seen.get().bytes()).orElse(-1) >= version) {
                    return;
                }
                PutOutcome outcome = seen.isPresent()
                        ? store.putIfMatch(key, bytes, seen.get().token())
                        : store.putIfAbsent(key, bytes);
                if (outcome instanceof PutOutcome.Written || outcome instanceof PutOutcome.Unknown) {
                    return;
                }
            }
        } catch (StoreException e) {
            // The hint stays where it was.
        }
    }

    private static OptionalLong versionIn(byte[] bytes) {
        try {
            JsonNode version = Json.parseObject(bytes).path("version");
            boolean usable = version.isIntegralNumber() && version.canConvertToLong() && version.longValue() >= 0;
            return usable ? OptionalLong.of(version.longValue()) : OptionalLong.empty();
        } catch (InvalidJsonException e) {
            return OptionalLong.empty();
        }
    }
}

package org.omnigraph.controlplane.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;
import org.omnigraph.state.store.KeyPrefix;
import org.omnigraph.state.store.ListedObject;
import org.omnigraph.state.store.ObjectKey;
import org.omnigraph.state.store.ObjectStore;
import org.omnigraph.state.store.PutOutcome;

/// Everything in a store, as text.
final class Contents {
    private static final long BYTES_MAX = 1 << 20;

    private Contents() {}

    static SortedMap<String, String> of(ObjectStore store) {
        SortedMap<String, String> contents = new TreeMap<>();
        for (ListedObject object : store.list(KeyPrefix.ROOT)) {
            store.get(object.key(), BYTES_MAX)
                    .ifPresent(stored ->
                            contents.put(object.key().value(), new String(stored.bytes(), StandardCharsets.UTF_8)));
        }
        return contents;
    }

    static ObjectStore fill(ObjectStore empty, SortedMap<String, String> contents) {
        contents.forEach(
                (key, text) -> assertThat(empty.putIfAbsent(new ObjectKey(key), text.getBytes(StandardCharsets.UTF_8)))
                        .isInstanceOf(PutOutcome.Written.class));
        return empty;
    }
}

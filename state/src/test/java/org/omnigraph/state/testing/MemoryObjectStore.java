package org.omnigraph.state.testing;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.store.KeyPrefix;
import org.omnigraph.state.store.ListedObject;
import org.omnigraph.state.store.ObjectKey;
import org.omnigraph.state.store.ObjectReader;
import org.omnigraph.state.store.ObjectStore;
import org.omnigraph.state.store.ObjectWriter;
import org.omnigraph.state.store.PutOutcome;
import org.omnigraph.state.store.StoreException;
import org.omnigraph.state.store.StoredObject;
import org.omnigraph.state.store.Survey;
import org.omnigraph.state.store.VersionToken;

/// Objects in memory: the simplest store that keeps every promise. Safe for use by many threads.
public final class MemoryObjectStore implements ObjectStore {
    private final NavigableMap<String, Entry> objects = new TreeMap<>();
    private long writes;

    /// One version of an object.
    @SuppressWarnings("ArrayRecordComponent")
    private record Entry(byte[] bytes, long number) {
        VersionToken token() {
            return new VersionToken("m" + number);
        }
    }

    /// A copy that goes its own way from here.
    public synchronized MemoryObjectStore copy() {
        MemoryObjectStore copy = new MemoryObjectStore();
        synchronized (copy) {
            copy.objects.putAll(objects);
            copy.writes = writes;
        }
        return copy;
    }

    /// Every object as text, for assertions and failure messages.
    public synchronized SortedMap<String, String> contents() {
        SortedMap<String, String> contents = new TreeMap<>();
        objects.forEach(
                (key, entry) -> contents.put(key, new String(entry.bytes(), java.nio.charset.StandardCharsets.UTF_8)));
        return contents;
    }

    @Override
    public synchronized Optional<StoredObject> get(ObjectKey key, long maxBytes) {
        Entry entry = objects.get(key.value());
        if (entry == null) {
            return Optional.empty();
        }
        if (entry.bytes().length > maxBytes) {
            throw new StoreException(
                    DiagnosticCode.STORE_OBJECT_TOO_LARGE, location(key.value()), "longer than " + maxBytes);
        }
        return Optional.of(new StoredObject(entry.bytes().clone(), entry.token()));
    }

    @Override
    public synchronized PutOutcome put(ObjectKey key, byte[] bytes) {
        Entry entry = new Entry(bytes.clone(), ++writes);
        objects.put(key.value(), entry);
        return new PutOutcome.Written(entry.token());
    }

    @Override
    public synchronized PutOutcome putIfAbsent(ObjectKey key, byte[] bytes) {
        Entry present = objects.get(key.value());
        if (present == null) {
            return put(key, bytes);
        }
        return Arrays.equals(present.bytes(), bytes)
                ? new PutOutcome.Written(present.token())
                : new PutOutcome.Exists();
    }

    @Override
    public synchronized PutOutcome putIfMatch(ObjectKey key, byte[] bytes, VersionToken expected) {
        Entry present = objects.get(key.value());
        return present != null && present.token().equals(expected) ? put(key, bytes) : new PutOutcome.Conflict();
    }

    @Override
    public synchronized void delete(ObjectKey key) {
        objects.remove(key.value());
    }

    @Override
    public synchronized void deletePrefix(KeyPrefix prefix) {
        if (prefix.value().isEmpty()) {
            throw new IllegalArgumentException("the root of a store is never deleted");
        }
        objects.keySet().removeIf(key -> key.startsWith(prefix.value()));
    }

    @Override
    public synchronized List<ListedObject> list(KeyPrefix prefix) {
        List<ListedObject> listed = new ArrayList<>();
        for (Map.Entry<String, Entry> object :
                objects.tailMap(prefix.value(), true).entrySet()) {
            if (!object.getKey().startsWith(prefix.value())) {
                break;
            }
            listed.add(new ListedObject(
                    new ObjectKey(object.getKey()),
                    object.getValue().bytes().length,
                    Instant.ofEpochSecond(object.getValue().number())));
        }
        return listed;
    }

    @Override
    public synchronized List<String> folders(KeyPrefix prefix) {
        return list(prefix).stream()
                .map(object -> object.key().value().substring(prefix.value().length()))
                .filter(relative -> relative.contains("/"))
                .map(relative -> relative.substring(0, relative.indexOf('/')))
                .distinct()
                .sorted()
                .toList();
    }

    @Override
    public Survey survey(KeyPrefix prefix) {
        return new Survey(list(prefix), List.of());
    }

    @Override
    public Optional<ObjectReader> open(ObjectKey key) {
        return get(key, Long.MAX_VALUE).map(object -> new MemoryReader(object.bytes()));
    }

    @Override
    public ObjectWriter create(ObjectKey key) {
        return new MemoryWriter(key);
    }

    @Override
    public String location(String keyOrPrefix) {
        return "memory:/" + keyOrPrefix;
    }

    @Override
    public void close() {
        // Holds nothing open.
    }

    private static final class MemoryReader implements ObjectReader {
        private final byte[] bytes;

        MemoryReader(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public long size() {
            return bytes.length;
        }

        @Override
        public int read(long position, byte[] target, int offset, int length) {
            if (position >= bytes.length) {
                return length == 0 ? 0 : -1;
            }
            int count = (int) Math.min(length, bytes.length - position);
            System.arraycopy(bytes, (int) position, target, offset, count);
            return count;
        }

        @Override
        public void close() {
            // Holds nothing open.
        }
    }

    private final class MemoryWriter implements ObjectWriter {
        private final ObjectKey key;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        MemoryWriter(ObjectKey key) {
            this.key = key;
        }

        @Override
        public void write(byte[] source, int offset, int length) {
            bytes.write(source, offset, length);
        }

        @Override
        public long position() {
            return bytes.size();
        }

        @Override
        public void commit() {
            if (!(putIfAbsent(key, bytes.toByteArray()) instanceof PutOutcome.Written)) {
                throw new StoreException(
                        DiagnosticCode.STORE_IO_ERROR, location(key.value()), "an object of that name is there");
            }
        }

        @Override
        public void close() {
            bytes.reset();
        }
    }
}

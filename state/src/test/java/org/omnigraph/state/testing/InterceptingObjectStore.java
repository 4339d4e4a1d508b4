package org.omnigraph.state.testing;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.omnigraph.state.store.Both;
import org.omnigraph.state.store.KeyPrefix;
import org.omnigraph.state.store.ListedObject;
import org.omnigraph.state.store.ObjectKey;
import org.omnigraph.state.store.ObjectReader;
import org.omnigraph.state.store.ObjectStore;
import org.omnigraph.state.store.ObjectWriter;
import org.omnigraph.state.store.PutOutcome;
import org.omnigraph.state.store.StoredObject;
import org.omnigraph.state.store.Survey;
import org.omnigraph.state.store.VersionToken;

/// A store that passes everything on to another one, through one method that a fixture overrides. Deleting a prefix
/// is passed on object by object, so that a fixture can stop half-way.
public abstract class InterceptingObjectStore implements ObjectStore {
    private final ObjectStore delegate;

    protected InterceptingObjectStore(ObjectStore delegate) {
        this.delegate = delegate;
    }

    /// Called for every operation; `call` does it.
    protected abstract <T> T intercept(StoreOperation operation, String key, Supplier<T> call);

    /// The store behind.
    protected final ObjectStore delegate() {
        return delegate;
    }

    @Override
    public <A, B> Both<A, B> beside(Supplier<A> first, Supplier<B> second) {
        return delegate.beside(first, second);
    }

    @Override
    public Optional<StoredObject> get(ObjectKey key, long maxBytes) {
        return intercept(StoreOperation.GET, key.value(), () -> delegate.get(key, maxBytes));
    }

    @Override
    public PutOutcome put(ObjectKey key, byte[] bytes) {
        return intercept(StoreOperation.PUT, key.value(), () -> delegate.put(key, bytes));
    }

    @Override
    public PutOutcome putIfAbsent(ObjectKey key, byte[] bytes) {
        return intercept(StoreOperation.PUT_IF_ABSENT, key.value(), () -> delegate.putIfAbsent(key, bytes));
    }

    @Override
    public PutOutcome putIfMatch(ObjectKey key, byte[] bytes, VersionToken expected) {
        return intercept(StoreOperation.PUT_IF_MATCH, key.value(), () -> delegate.putIfMatch(key, bytes, expected));
    }

    @Override
    public void delete(ObjectKey key) {
        intercept(StoreOperation.DELETE, key.value(), () -> {
            delegate.delete(key);
            return true;
        });
    }

    @Override
    public void deletePrefix(KeyPrefix prefix) {
        for (ListedObject object : list(prefix)) {
            delete(object.key());
        }
        intercept(StoreOperation.DELETE_PREFIX, prefix.value(), () -> {
            delegate.deletePrefix(prefix);
            return true;
        });
    }

    @Override
    public List<ListedObject> list(KeyPrefix prefix) {
        return intercept(StoreOperation.LIST, prefix.value(), () -> delegate.list(prefix));
    }

    @Override
    public List<String> folders(KeyPrefix prefix) {
        return intercept(StoreOperation.LIST, prefix.value(), () -> delegate.folders(prefix));
    }

    @Override
    public Survey survey(KeyPrefix prefix) {
        return intercept(StoreOperation.LIST, prefix.value(), () -> delegate.survey(prefix));
    }

    @Override
    public Optional<ObjectReader> open(ObjectKey key) {
        return intercept(StoreOperation.OPEN, key.value(), () -> delegate.open(key))
                .map(reader -> new InterceptedReader(key, reader));
    }

    @Override
    public ObjectWriter create(ObjectKey key) {
        return new InterceptedWriter(key, intercept(StoreOperation.CREATE, key.value(), () -> delegate.create(key)));
    }

    @Override
    public String location(String keyOrPrefix) {
        return delegate.location(keyOrPrefix);
    }

    @Override
    public void close() {
        delegate.close();
    }

    private final class InterceptedReader implements ObjectReader {
        private final ObjectKey key;
        private final ObjectReader reader;

        InterceptedReader(ObjectKey key, ObjectReader reader) {
            this.key = key;
            this.reader = reader;
        }

        @Override
        public long size() {
            return reader.size();
        }

        @Override
        public int read(long position, byte[] target, int offset, int length) {
            return intercept(StoreOperation.READ, key.value(), () -> reader.read(position, target, offset, length));
        }

        @Override
        public void close() {
            reader.close();
        }
    }

    private final class InterceptedWriter implements ObjectWriter {
        private final ObjectKey key;
        private final ObjectWriter writer;

        InterceptedWriter(ObjectKey key, ObjectWriter writer) {
            this.key = key;
            this.writer = writer;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            intercept(StoreOperation.WRITE, key.value(), () -> {
                writer.write(bytes, offset, length);
                return true;
            });
        }

        @Override
        public long position() {
            return writer.position();
        }

        @Override
        public void commit() {
            intercept(StoreOperation.COMMIT, key.value(), () -> {
                writer.commit();
                return true;
            });
        }

        @Override
        public void close() {
            writer.close();
        }
    }
}

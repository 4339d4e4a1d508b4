package org.omnigraph.state.testing;

import java.util.function.Supplier;
import org.omnigraph.state.store.ObjectKey;
import org.omnigraph.state.store.ObjectStore;
import org.omnigraph.state.store.PutOutcome;

/// A look-alike that takes conditional creates for plain writes, as some S3 servers do: everyone wins.
public final class UnconditionalObjectStore extends InterceptingObjectStore {
    public UnconditionalObjectStore(ObjectStore delegate) {
        super(delegate);
    }

    @Override
    public PutOutcome putIfAbsent(ObjectKey key, byte[] bytes) {
        return put(key, bytes);
    }

    @Override
    protected <T> T intercept(StoreOperation operation, String key, Supplier<T> call) {
        return call.get();
    }
}

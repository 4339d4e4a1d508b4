package org.omnigraph.state.testing;

import java.util.function.Supplier;
import org.omnigraph.state.store.ObjectStore;

/// A store that several commands use one after the other in one test: each closes it when it is done, and it stays
/// open until the test itself is.
public final class KeptOpenStore extends InterceptingObjectStore {
    public KeptOpenStore(ObjectStore delegate) {
        super(delegate);
    }

    /// Closes the store behind.
    public void closeForGood() {
        delegate().close();
    }

    @Override
    public void close() {
        // Not the command's to close.
    }

    @Override
    protected <T> T intercept(StoreOperation operation, String key, Supplier<T> call) {
        return call.get();
    }
}

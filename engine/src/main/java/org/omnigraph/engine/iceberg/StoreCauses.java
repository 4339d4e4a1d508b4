package org.omnigraph.engine.iceberg;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.omnigraph.state.store.StoreException;

/// Finds what the store said behind what Parquet and Avro make of it.
final class StoreCauses {
    private static final int DEPTH_MAX = 32;

    private StoreCauses() {}

    /// The store's own failure if there is one among the causes, else the same, unchecked.
    static RuntimeException of(IOException failure) {
        return of(new UncheckedIOException(failure));
    }

    /// The store's own failure if there is one among the causes, else the same.
    static RuntimeException of(RuntimeException failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEPTH_MAX; depth++) {
            if (cause instanceof StoreException store) {
                return store;
            }
            cause = cause.getCause();
        }
        return failure;
    }
}

package org.omnigraph.state.testing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.omnigraph.state.store.ObjectStore;

/// Counts the operations on a store and remembers them in order.
public final class CountingObjectStore extends InterceptingObjectStore {
    private final List<String> trace = Collections.synchronizedList(new ArrayList<>());
    private final Map<StoreOperation, Integer> counts =
            Collections.synchronizedMap(new EnumMap<>(StoreOperation.class));

    public CountingObjectStore(ObjectStore delegate) {
        super(delegate);
    }

    /// How often an operation was called.
    public int count(StoreOperation operation) {
        return counts.getOrDefault(operation, 0);
    }

    /// How many operations were called.
    public int total() {
        return trace.size();
    }

    /// How many operations that change something were called.
    public int mutations() {
        int sum = 0;
        for (StoreOperation operation : StoreOperation.values()) {
            sum += operation.isMutation() ? count(operation) : 0;
        }
        return sum;
    }

    /// How many requests an object store would have been sent.
    public int requests() {
        int sum = 0;
        for (StoreOperation operation : StoreOperation.values()) {
            sum += operation.isRequest() ? count(operation) : 0;
        }
        return sum;
    }

    /// Every operation with its key, in order.
    public List<String> trace() {
        return List.copyOf(trace);
    }

    /// Starts counting anew.
    public void reset() {
        trace.clear();
        counts.clear();
    }

    @Override
    protected <T> T intercept(StoreOperation operation, String key, Supplier<T> call) {
        trace.add(operation + " " + key);
        counts.merge(operation, 1, Integer::sum);
        return call.get();
    }
}

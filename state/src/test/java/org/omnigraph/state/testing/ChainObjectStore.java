package org.omnigraph.state.testing;

import java.util.function.Supplier;
import org.omnigraph.state.store.Both;
import org.omnigraph.state.store.ObjectStore;

/// Measures the longest chain of requests that wait for one another: two looks taken side by side count as the longer
/// of the two. For one thread; what other threads ask is counted as if it were asked in turn.
public final class ChainObjectStore extends InterceptingObjectStore {
    private int length;

    public ChainObjectStore(ObjectStore delegate) {
        super(delegate);
    }

    /// The chain so far.
    public synchronized int length() {
        return length;
    }

    @Override
    public <A, B> Both<A, B> beside(Supplier<A> first, Supplier<B> second) {
        int before = length();
        A a = first.get();
        int afterFirst = length();
        set(before);
        B b = second.get();
        set(Math.max(afterFirst, length()));
        return new Both<>(a, b);
    }

    @Override
    protected <T> T intercept(StoreOperation operation, String key, Supplier<T> call) {
        if (operation.isRequest()) {
            set(length() + 1);
        }
        return call.get();
    }

    private synchronized void set(int value) {
        length = value;
    }
}

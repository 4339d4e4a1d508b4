package org.omnigraph.state.testing;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.omnigraph.state.store.ObjectStore;

/// Stops the world at the k-th operation on the store, before or after it takes effect. From then on every operation
/// throws [SimulatedCrash], so that clean-up code of the dead process has no effect either.
public final class CrashingObjectStore extends InterceptingObjectStore {
    /// Where in an operation the process dies.
    public enum Moment {
        BEFORE,
        AFTER
    }

    /// Which operation is the last.
    private interface Last {
        boolean is(long number, String where);
    }

    private final Last last;
    private final Moment moment;
    private final AtomicLong operations = new AtomicLong();
    private final AtomicBoolean dead = new AtomicBoolean();

    private CrashingObjectStore(ObjectStore delegate, Last last, Moment moment) {
        super(delegate);
        this.last = last;
        this.moment = moment;
    }

    /// Dies at operation number `crashAt`, counted from 1.
    public static CrashingObjectStore at(ObjectStore delegate, long crashAt, Moment moment) {
        return new CrashingObjectStore(delegate, (number, where) -> number == crashAt, moment);
    }

    /// Dies at the first operation whose name and key, with a blank between, begin like this.
    public static CrashingObjectStore atFirst(ObjectStore delegate, String beginning, Moment moment) {
        return new CrashingObjectStore(delegate, (number, where) -> where.startsWith(beginning), moment);
    }

    /// Never dies; [#operations()] then says how many crash points there are.
    public static CrashingObjectStore never(ObjectStore delegate) {
        return new CrashingObjectStore(delegate, (number, where) -> false, Moment.BEFORE);
    }

    /// How many operations were begun so far.
    public long operations() {
        return operations.get();
    }

    /// True once it has died.
    public boolean crashed() {
        return dead.get();
    }

    @Override
    protected <T> T intercept(StoreOperation operation, String key, Supplier<T> call) {
        String where = operation + " " + key;
        if (dead.get()) {
            throw new SimulatedCrash("after death: " + where);
        }
        boolean here = last.is(operations.incrementAndGet(), where);
        if (here && moment == Moment.BEFORE) {
            dead.set(true);
            throw new SimulatedCrash("before " + where);
        }
        T result = call.get();
        if (here) {
            dead.set(true);
            throw new SimulatedCrash("after " + where);
        }
        return result;
    }
}

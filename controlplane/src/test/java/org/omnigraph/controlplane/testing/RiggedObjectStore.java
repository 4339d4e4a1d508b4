package org.omnigraph.controlplane.testing;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.store.ObjectKey;
import org.omnigraph.state.store.ObjectStore;
import org.omnigraph.state.store.PutOutcome;
import org.omnigraph.state.store.StoreException;
import org.omnigraph.state.testing.InterceptingObjectStore;
import org.omnigraph.state.testing.StoreOperation;

/// A store at which certain operations meet what a test has laid there. Operations are named like `PUT_IF_ABSENT
/// __cluster/recoveries/…`, and met by the beginning of that.
public final class RiggedObjectStore extends InterceptingObjectStore {
    private final List<Rig> rigs = new CopyOnWriteArrayList<>();
    private final List<Answer> answers = new CopyOnWriteArrayList<>();

    private record Rig(String beginning, Runnable act) {}

    private record Answer(String beginning, PutOutcome outcome) {}

    public RiggedObjectStore(ObjectStore delegate) {
        super(delegate);
    }

    /// Does something before the first such operation.
    public RiggedObjectStore beforeFirst(String beginning, Runnable act) {
        AtomicBoolean done = new AtomicBoolean();
        rigs.add(new Rig(beginning, () -> {
            if (done.compareAndSet(false, true)) {
                act.run();
            }
        }));
        return this;
    }

    /// Fails each such operation, without effect.
    public RiggedObjectStore failing(String beginning) {
        rigs.add(new Rig(beginning, () -> {
            throw new StoreException(DiagnosticCode.STORE_UNREACHABLE, beginning, "rigged outage");
        }));
        return this;
    }

    /// Answers each such write with `outcome`, without effect.
    public RiggedObjectStore answering(String beginning, PutOutcome outcome) {
        answers.add(new Answer(beginning, outcome));
        return this;
    }

    @Override
    public PutOutcome put(ObjectKey key, byte[] bytes) {
        return write(StoreOperation.PUT, key, () -> delegate().put(key, bytes));
    }

    @Override
    public PutOutcome putIfAbsent(ObjectKey key, byte[] bytes) {
        return write(StoreOperation.PUT_IF_ABSENT, key, () -> delegate().putIfAbsent(key, bytes));
    }

    private PutOutcome write(StoreOperation operation, ObjectKey key, Supplier<PutOutcome> call) {
        String where = operation + " " + key.value();
        return intercept(
                operation,
                key.value(),
                () -> answers.stream()
                        .filter(answer -> where.startsWith(answer.beginning()))
                        .map(Answer::outcome)
                        .findFirst()
                        .orElseGet(call));
    }

    @Override
    protected <T> T intercept(StoreOperation operation, String key, Supplier<T> call) {
        String where = operation + " " + key;
        for (Rig rig : rigs) {
            if (where.startsWith(rig.beginning())) {
                rig.act().run();
            }
        }
        return call.get();
    }
}

package org.omnigraph.engine.commit;

import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.omnigraph.state.store.ObjectKey;
import org.omnigraph.state.store.ObjectStore;
import org.omnigraph.state.store.PutOutcome;
import org.omnigraph.state.testing.InterceptingObjectStore;
import org.omnigraph.state.testing.StoreOperation;

/// A store that lets something happen between an operation and its answer. What the hook does is not hooked.
final class HookedStore extends InterceptingObjectStore {
    private static final BiConsumer<StoreOperation, String> NOTHING = (operation, key) -> {};

    private BiConsumer<StoreOperation, String> after = NOTHING;

    private Optional<PutOutcome> nextAnswer = Optional.empty();

    HookedStore(ObjectStore delegate) {
        super(delegate);
    }

    /// Calls this after every operation from now on, with the operation and its key.
    void after(BiConsumer<StoreOperation, String> hook) {
        this.after = hook;
    }

    /// Calls this once, after the next operation of this kind on a key that ends so.
    void afterNext(StoreOperation wanted, String keyEnd, Runnable hook) {
        after((operation, key) -> {
            if (operation == wanted && key.endsWith(keyEnd)) {
                after = NOTHING;
                hook.run();
            }
        });
    }

    /// Answers the next conditional creation so, whatever became of it.
    void answerNextPutIfAbsent(PutOutcome answer) {
        this.nextAnswer = Optional.of(answer);
    }

    @Override
    public PutOutcome putIfAbsent(ObjectKey key, byte[] bytes) {
        PutOutcome made = super.putIfAbsent(key, bytes);
        Optional<PutOutcome> answer = nextAnswer;
        nextAnswer = Optional.empty();
        return answer.orElse(made);
    }

    @Override
    protected <T> T intercept(StoreOperation operation, String key, Supplier<T> call) {
        T answer = call.get();
        BiConsumer<StoreOperation, String> hook = after;
        hook.accept(operation, key);
        return answer;
    }
}

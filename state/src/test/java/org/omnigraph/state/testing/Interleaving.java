package org.omnigraph.state.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.omnigraph.state.store.ObjectStore;

/// Several commands over one store, one store operation at a time, in an order that a seed decides: the same seed and
/// the same commands give the same run. Only one command moves at any moment, so nothing else needs to be guarded.
public final class Interleaving {
    private final Random random;
    private final Semaphore handedBack = new Semaphore(0);
    private final ScopedValue<Task> current = ScopedValue.newInstance();
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private long steps;

    public Interleaving(long seed) {
        this.random = new Random(seed);
    }

    /// The same store; before each operation the command waits for its turn.
    public ObjectStore view(ObjectStore store) {
        return new TurnTaking(store);
    }

    /// How many turns there were.
    public long steps() {
        return steps;
    }

    /// Runs all commands to their end; fails as the first of them that failed.
    public void run(List<Runnable> commands) {
        List<Task> running = new ArrayList<>();
        for (Runnable command : commands) {
            Task task = new Task();
            running.add(task);
            Thread.ofVirtual().start(() -> ScopedValue.where(current, task).run(() -> run(task, command)));
        }
        while (!running.isEmpty()) {
            Task next = running.get(random.nextInt(running.size()));
            steps++;
            next.turn.release();
            handedBack.acquireUninterruptibly();
            if (next.done) {
                running.remove(next);
            }
        }
        Throwable failed = failures.peek();
        if (failed != null) {
            throw new AssertionError("a command failed", failed);
        }
    }

    private void run(Task task, Runnable command) {
        task.turn.acquireUninterruptibly();
        try {
            command.run();
        } catch (RuntimeException | AssertionError e) {
            failures.add(e);
        } finally {
            task.done = true;
            handedBack.release();
        }
    }

    /// One command on its way. Whoever has the turn may touch it.
    private static final class Task {
        private final Semaphore turn = new Semaphore(0);
        private boolean done;
    }

    private final class TurnTaking extends InterceptingObjectStore {
        TurnTaking(ObjectStore store) {
            super(store);
        }

        @Override
        protected <T> T intercept(StoreOperation operation, String key, Supplier<T> call) {
            handedBack.release();
            current.get().turn.acquireUninterruptibly();
            return call.get();
        }
    }
}

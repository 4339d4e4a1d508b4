package org.omnigraph.state.store;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/// Two pieces of work at the same time, the second on a virtual thread of its own.
final class SideBySide {
    private SideBySide() {}

    /// Returns when both are done. Throws what the first threw, else what the second threw. An interrupt does not cut
    /// the waiting short, since each request has a time limit of its own; it is kept for the caller.
    static <A, B> Both<A, B> run(Supplier<A> first, Supplier<B> second) {
        FutureTask<B> other = new FutureTask<>(second::get);
        Thread thread = Thread.ofVirtual().start(other);
        A mine;
        try {
            mine = first.get();
        } catch (RuntimeException | Error e) {
            join(thread);
            throw e;
        }
        join(thread);
        return new Both<>(mine, result(other));
    }

    private static void join(Thread thread) {
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static <B> B result(FutureTask<B> done) {
        return switch (done.state()) {
            case SUCCESS -> done.resultNow();
            case FAILED -> throw rethrown(done.exceptionNow());
            case RUNNING, CANCELLED -> throw new IllegalStateException("the work is not done");
        };
    }

    private static RuntimeException rethrown(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        return failure instanceof RuntimeException known
                ? known
                : new IllegalStateException(new ExecutionException(failure));
    }
}

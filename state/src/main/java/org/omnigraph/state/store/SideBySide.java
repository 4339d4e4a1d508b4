package org.omnigraph.state.store;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/// Two pieces of work at the same time, the second on a virtual thread of its own.
final class SideBySide {
    private SideBySide() {}

    /// Returns when both are done. Throws what the first threw, else what the second threw. An interrupt does not cut
    /// the waiting short, since each request has a time limit of its own; it is kept for the caller.
    static <A, B> Both<A, B> run(Supplier<A> first, Supplier<B> second) {
        CompletableFuture<B> other =
                CompletableFuture.supplyAsync(second, work -> Thread.ofVirtual().start(work));
        A mine;
        try {
            mine = first.get();
        } finally {
            other.handle((value, failure) -> true).join();
        }
        try {
            return new Both<>(mine, other.join());
        } catch (CompletionException e) {
            switch (e.getCause()) {
                case RuntimeException failure -> throw failure;
                case Error failure -> throw failure;
                case null, default -> throw e;
            }
        }
    }
}

package org.omnigraph.state.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/// The same check of many things, several at a time.
public final class InParallel {
    private InParallel() {}

    /// Returns when all are checked. Throws what the first that failed threw, be it a failure or an assumption that
    /// does not hold, and begins no more.
    ///
    /// @param width how many at a time
    public static <T> void forEach(int width, List<T> things, Consumer<T> check) throws InterruptedException {
        try (ExecutorService threads = Executors.newFixedThreadPool(width)) {
            List<Future<?>> checks = new ArrayList<>();
            things.forEach(thing -> checks.add(threads.submit(() -> check.accept(thing))));
            for (Future<?> each : checks) {
                try {
                    each.get();
                } catch (ExecutionException e) {
                    threads.shutdownNow();
                    switch (e.getCause()) {
                        case RuntimeException failure -> throw failure;
                        case Error failure -> throw failure;
                        case null, default -> throw new AssertionError(e);
                    }
                }
            }
        }
    }
}

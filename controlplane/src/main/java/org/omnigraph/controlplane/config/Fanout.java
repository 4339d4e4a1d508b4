package org.omnigraph.controlplane.config;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/// Does the same to many things side by side, keeping their order. Small jobs run in the calling thread: starting
/// threads costs more than they save.
public final class Fanout {
    private static final int WORTH_IT = 48;
    private static final int CHUNKS_PER_CORE = 4;

    private Fanout() {}

    /// Applies a CPU-bound function to each item, on as many threads as there are cores.
    ///
    /// @param work must not throw checked exceptions; what it throws is thrown here
    public static <A, B> List<B> map(List<A> items, Function<? super A, ? extends B> work) {
        int cores = Runtime.getRuntime().availableProcessors();
        if (items.size() < WORTH_IT || cores < 2) {
            return mapHere(items, work);
        }
        int chunk = Math.max(1, items.size() / (cores * CHUNKS_PER_CORE));
        try (ExecutorService threads = Executors.newFixedThreadPool(cores)) {
            List<Future<List<B>>> parts = new ArrayList<>();
            for (int from = 0; from < items.size(); from += chunk) {
                List<A> part = items.subList(from, Math.min(items.size(), from + chunk));
                parts.add(threads.submit(() -> mapHere(part, work)));
            }
            return collect(parts, items.size());
        }
    }

    /// Applies a function that waits for a store to each item, on virtual threads, at most `width` at a time.
    public static <A, B> List<B> mapWaiting(List<A> items, int width, Function<? super A, ? extends B> work) {
        if (items.size() < 2) {
            return mapHere(items, work);
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(
                Math.min(width, items.size()), Thread.ofVirtual().factory())) {
            List<Future<List<B>>> parts = new ArrayList<>();
            for (A item : items) {
                parts.add(threads.submit(() -> mapHere(List.of(item), work)));
            }
            return collect(parts, items.size());
        }
    }

    private static <A, B> List<B> mapHere(List<A> items, Function<? super A, ? extends B> work) {
        List<B> results = new ArrayList<>(items.size());
        for (A item : items) {
            results.add(work.apply(item));
        }
        return results;
    }

    private static <B> List<B> collect(List<Future<List<B>>> parts, int size) {
        List<B> results = new ArrayList<>(size);
        for (Future<List<B>> part : parts) {
            try {
                results.addAll(part.get());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while waiting for side-by-side work", e);
            } catch (ExecutionException e) {
                if (e.getCause() instanceof RuntimeException failure) {
                    throw failure;
                }
                if (e.getCause() instanceof Error failure) {
                    throw failure;
                }
                throw new IllegalStateException(e.getCause());
            }
        }
        return results;
    }
}

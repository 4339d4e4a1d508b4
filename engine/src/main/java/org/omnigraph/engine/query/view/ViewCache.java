package org.omnigraph.engine.query.view;

import com.github.benmanes.caffeine.cache.stats.CacheStats;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.omnigraph.engine.api.GraphException;
import org.omnigraph.engine.work.MemoryPool;
import org.omnigraph.engine.work.Reservation;
import org.omnigraph.engine.work.Revocable;
import org.omnigraph.engine.work.WorkScope;

/// What was built of graphs' tables, shared by all queries of a process. Keys name the content (a table's version, or
/// a digest of ids), so that commits whose table did not change share, and nothing is ever stale.
///
/// A part is built once, in the background, on threads whose number is bounded; who needs it waits within its own
/// time, and the build goes on for the next. A build that failed is not tried again for a while: everybody who asks
/// meanwhile is told why. Each part is reserved at the [MemoryPool] from the first byte of its building; a part that
/// no query uses goes when somebody needs its memory, the one that was used longest ago first. Of the versions of one
/// table the last three in use are kept, so that writes do not fill the memory with what nobody reads any more.
public final class ViewCache implements Revocable {
    private static final int VERSIONS_KEPT = 3;
    private static final Duration BUILD_TIME = Duration.ofMinutes(10);
    private static final long FIRST_REST_NANOS = 1_000_000_000L;
    private static final int REST_DOUBLINGS_MAX = 5;

    private final MemoryPool pool;
    private final LongSupplier nanoTime;
    private final ExecutorService builders;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Key, Entry> entries = new LinkedHashMap<>(64, 0.75f, true);
    private long hits;
    private long misses;
    private long evictions;
    private long failures;

    /// @param nanoTime a clock like [System#nanoTime], for the time that a failed build rests
    public ViewCache(MemoryPool pool, LongSupplier nanoTime) {
        this.pool = pool;
        this.nanoTime = nanoTime;
        int threads = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        ThreadPoolExecutor executor = new ThreadPoolExecutor(
                threads,
                threads,
                10,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                Thread.ofPlatform().name("omnigraph-build-", 0).daemon().factory());
        executor.allowCoreThreadTimeOut(true);
        this.builders = executor;
        pool.addRevocable(this);
    }

    /// Hits, misses, evictions, builds that failed.
    public CacheStats stats() {
        lock.lock();
        try {
            return CacheStats.of(hits, misses, misses - failures, failures, 0, evictions, 0);
        } finally {
            lock.unlock();
        }
    }

    /// How many bytes are kept now.
    public long weightBytes() {
        lock.lock();
        try {
            long bytes = 0;
            for (Entry entry : entries.values()) {
                bytes += entry.bytes();
            }
            return bytes;
        } finally {
            lock.unlock();
        }
    }

    /// The parts, in the order of the keys; what is missing of them is built by one call. The caller holds them until
    /// it gives them to [#release].
    ///
    /// @param build makes the values of some of the keys, in their order
    /// @throws RuntimeException what the build threw, or the caller's own end while it waited
    List<Entry> acquire(List<Key> keys, Builder build) {
        List<Entry> acquired = new ArrayList<>();
        List<Entry> missing = new ArrayList<>();
        lock.lock();
        try {
            for (Key key : keys) {
                Entry entry = entries.get(key);
                if (entry == null || entry.mayBeTriedAgain(nanoTime.getAsLong())) {
                    entry = new Entry(key, entry == null ? 0 : entry.failed);
                    entries.put(key, entry);
                    missing.add(entry);
                    misses++;
                } else {
                    hits++;
                }
                entry.users++;
                acquired.add(entry);
            }
        } finally {
            lock.unlock();
        }
        try {
            if (!missing.isEmpty()) {
                builders.execute(() -> build(missing, build));
            }
            for (Entry entry : acquired) {
                entry.await();
            }
            return acquired;
        } catch (RuntimeException | Error e) {
            release(acquired);
            throw e;
        }
    }

    void release(Iterable<Entry> held) {
        lock.lock();
        try {
            for (Entry entry : held) {
                entry.users--;
                if (entry.users == 0 && entry.isDropped) {
                    entry.giveBack();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public long shrink(long bytes) {
        long given = 0;
        lock.lock();
        try {
            Iterator<Entry> eldestFirst = entries.values().iterator();
            while (given < bytes && eldestFirst.hasNext()) {
                Entry entry = eldestFirst.next();
                if (entry.users == 0 && entry.bytes() > 0) {
                    eldestFirst.remove();
                    given += entry.bytes();
                    entry.giveBack();
                    evictions++;
                }
            }
        } finally {
            lock.unlock();
        }
        return given;
    }

    /// Whoever waits is told only when what the building needed is given back.
    private void build(List<Entry> missing, Builder build) {
        List<Part> kept = new ArrayList<>();
        Optional<Throwable> failure = Optional.empty();
        try (WorkScope scope = new WorkScope(pool, "reading the graph", "", BUILD_TIME, System::nanoTime)) {
            List<Key> keys = missing.stream().map(entry -> entry.key).toList();
            for (Part part : scope.call(() -> build.build(keys))) {
                Reservation memory = pool.open("a part of the graph");
                try {
                    scope.memory().moveTo(memory, part.bytes());
                } catch (RuntimeException e) {
                    memory.close();
                    throw e;
                }
                memory.settle();
                keep(missing.get(kept.size()), memory);
                kept.add(part);
            }
        } catch (Throwable e) {
            failure = Optional.of(e);
        }
        for (int i = 0; i < kept.size(); i++) {
            missing.get(i).future.complete(kept.get(i).value());
        }
        failure.ifPresent(cause -> fail(missing, cause));
    }

    private void keep(Entry entry, Reservation memory) {
        lock.lock();
        try {
            entry.memory = memory;
            if (entry.isDropped && entry.users == 0) {
                entry.giveBack();
            }
            dropOldVersions(entry.key);
        } finally {
            lock.unlock();
        }
    }

    private void fail(List<Entry> missing, Throwable cause) {
        lock.lock();
        try {
            for (Entry entry : missing) {
                if (!entry.future.isDone()) {
                    failures++;
                    entry.failed++;
                    entry.failedAt = nanoTime.getAsLong();
                }
            }
        } finally {
            lock.unlock();
        }
        missing.forEach(entry -> entry.future.completeExceptionally(cause));
    }

    private void dropOldVersions(Key key) {
        List<Entry> versions = new ArrayList<>();
        for (Entry entry : entries.values()) {
            if (entry.key.isVersionOf(key) && entry.bytes() > 0) {
                versions.add(entry);
            }
        }
        for (Entry old : versions.subList(0, Math.max(0, versions.size() - VERSIONS_KEPT))) {
            entries.remove(old.key);
            old.isDropped = true;
            evictions++;
            if (old.users == 0) {
                old.giveBack();
            }
        }
    }

    /// Makes parts. Runs in a [WorkScope] of its own, whose account pays for what it allocates.
    @FunctionalInterface
    interface Builder {
        List<Part> build(List<Key> keys);

        static Builder ofOne(Supplier<Part> build) {
            return keys -> List.of(build.get());
        }
    }

    /// @param family the table, whatever its version
    /// @param content the table version or digest that the part was built from
    /// @param what the kind of part, and the property or type it is about
    record Key(String family, String content, String what) {
        boolean isVersionOf(Key other) {
            return what.equals(other.what) && family.equals(other.family);
        }
    }

    /// Something that was built, with its weight.
    record Part(Object value, long bytes) {}

    /// One part, while it is built and afterwards.
    static final class Entry {
        private final Key key;
        private final CompletableFuture<Object> future = new CompletableFuture<>();
        private @Nullable Reservation memory;
        private int users;
        private int failed;
        private long failedAt;
        private boolean isDropped;

        private Entry(Key key, int failed) {
            this.key = key;
            this.failed = failed;
        }

        Object value() {
            return future.join();
        }

        private long bytes() {
            return memory == null ? 0 : memory.usedBytes();
        }

        private void giveBack() {
            if (memory != null) {
                memory.close();
            }
        }

        private boolean mayBeTriedAgain(long now) {
            return future.isCompletedExceptionally()
                    && now - failedAt >= FIRST_REST_NANOS << Math.min(failed - 1, REST_DOUBLINGS_MAX);
        }

        /// Waits within the time of the caller's scope.
        private void await() {
            if (!future.isDone()) {
                WorkScope scope = WorkScope.current();
                try (WorkScope.Idle _ = scope.idle()) {
                    CompletableFuture.anyOf(future.handle((value, failure) -> ""), scope.cancellation())
                            .get(scope.remaining().toNanos(), TimeUnit.NANOSECONDS);
                } catch (TimeoutException e) {
                    // The check that follows says so.
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    scope.cancel();
                } catch (ExecutionException e) {
                    throw new IllegalStateException("a wait that cannot fail", e);
                }
                scope.checkNow();
            }
            switch (future.isCompletedExceptionally() ? future.exceptionNow() : null) {
                case null -> {}
                case GraphException e ->
                    throw new GraphException(e.code(), String.valueOf(e.getMessage()), e.failure(), e);
                case RuntimeException e -> throw e;
                case Throwable e -> throw new IllegalStateException("reading " + key.what() + " failed", e);
            }
        }
    }
}

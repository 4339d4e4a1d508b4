package org.omnigraph.engine.query.view;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.stats.CacheStats;
import java.util.concurrent.CompletableFuture;

/// What was built of graphs' tables, shared by all queries of a process and bounded in bytes. Keys name the content
/// (a table's version, or a digest of ids), so that commits whose table did not change share, and nothing is ever
/// stale. Two queries that need the same part build it once.
public final class ViewCache {
    private static final long UNIT = 1024;

    private final long capacityBytes;
    private final AsyncCache<Key, Part> parts;

    /// @param capacityBytes how much may be kept; also the most that one query may hold
    public ViewCache(long capacityBytes) {
        this.capacityBytes = capacityBytes;
        this.parts = Caffeine.newBuilder()
                .maximumWeight(Math.max(1, capacityBytes / UNIT))
                .weigher((Key key, Part part) -> (int) Math.min(Integer.MAX_VALUE, 1 + part.bytes() / UNIT))
                .recordStats()
                .buildAsync();
    }

    public long capacityBytes() {
        return capacityBytes;
    }

    /// Hits, misses, evictions.
    public CacheStats stats() {
        return parts.synchronous().stats();
    }

    /// How many bytes are kept now, to the next KiB per part.
    public long weightBytes() {
        return parts.synchronous().policy().eviction().stream()
                        .mapToLong(eviction -> eviction.weightedSize().orElse(0))
                        .sum()
                * UNIT;
    }

    /// The claim to a part: whoever owns it must complete it.
    Claim claim(Key key) {
        boolean[] owned = {false};
        CompletableFuture<Part> future = parts.get(key, (k, executor) -> {
            owned[0] = true;
            return new CompletableFuture<>();
        });
        return new Claim(future, owned[0]);
    }

    /// @param content the table version or digest that the part was built from
    /// @param what the kind of part, and the property or type it is about
    record Key(String content, String what) {}

    record Claim(CompletableFuture<Part> future, boolean owned) {}

    /// Something that was built, with its weight.
    record Part(Object value, long bytes) {}
}

package org.omnigraph.engine.query.budget;

import java.time.Duration;

/// The ceilings of one query.
///
/// @param rows assignments that it may produce, intermediate ones included
/// @param memoryBytes what its intermediate and final results may hold; parts of the graph in the shared cache are
/// bounded apart
/// @param time from its start to its last row
public record QueryLimits(long rows, long memoryBytes, Duration time) {
    /// For processes that configure nothing: a billion intermediate rows, half of the pool, one minute.
    ///
    /// @param poolBytes the capacity of the process's [org.omnigraph.engine.work.MemoryPool]
    public static QueryLimits ofMemory(long poolBytes) {
        return new QueryLimits(1_000_000_000L, Math.max(1, poolBytes / 2), Duration.ofSeconds(60));
    }
}

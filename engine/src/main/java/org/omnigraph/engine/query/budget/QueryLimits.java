package org.omnigraph.engine.query.budget;

import java.time.Duration;

/// The ceilings of one query.
///
/// @param rows assignments that it may produce, intermediate ones included
/// @param memoryBytes what its intermediate and final results may hold; parts of the graph in the shared cache are
/// bounded apart
/// @param time from its start to its last row
public record QueryLimits(long rows, long memoryBytes, Duration time) {
    /// For processes that configure nothing: a billion intermediate rows, a quarter of the heap, one minute.
    public static QueryLimits defaults() {
        return new QueryLimits(1_000_000_000L, Runtime.getRuntime().maxMemory() / 4, Duration.ofSeconds(60));
    }
}

package org.omnigraph.engine.query;

import java.time.InstantSource;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.omnigraph.engine.index.EmbeddingProvider;
import org.omnigraph.engine.query.budget.QueryLimits;
import org.omnigraph.engine.work.MemoryPool;

/// What the executor needs of its process.
///
/// @param memory where everything that grows with data reserves; the one pool of the process
/// @param limits of each query
/// @param embeddings turns text into vectors; [EmbeddingProvider#NONE] where none is configured
/// @param clock for `now()`
/// @param nanoTime a clock like [System#nanoTime], for the time budget
/// @param ids fresh ids for nodes without key and for edges: ULIDs
public record QueryOptions(
        MemoryPool memory,
        QueryLimits limits,
        EmbeddingProvider embeddings,
        InstantSource clock,
        LongSupplier nanoTime,
        Supplier<String> ids) {
    /// For a process with this environment: the pool that it asks for, no embeddings.
    ///
    /// @throws IllegalArgumentException if a variable is unusable
    public static QueryOptions fromEnvironment(Map<String, String> environment, Supplier<String> ids) {
        MemoryPool memory = MemoryPool.fromEnvironment(environment);
        return new QueryOptions(
                memory,
                QueryLimits.ofMemory(memory.capacityBytes()),
                EmbeddingProvider.NONE,
                InstantSource.system(),
                System::nanoTime,
                ids);
    }

    /// The same with this provider.
    public QueryOptions withEmbeddings(EmbeddingProvider provider) {
        return new QueryOptions(memory, limits, provider, clock, nanoTime, ids);
    }

    /// The same with these limits.
    public QueryOptions withLimits(QueryLimits newLimits) {
        return new QueryOptions(memory, newLimits, embeddings, clock, nanoTime, ids);
    }
}

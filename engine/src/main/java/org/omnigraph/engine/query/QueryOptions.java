package org.omnigraph.engine.query;

import java.time.InstantSource;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.omnigraph.engine.index.EmbeddingProvider;
import org.omnigraph.engine.query.budget.QueryLimits;

/// What the executor needs of its process.
///
/// @param engineMemoryBytes how much of the graphs may be kept in memory (`OMNIGRAPH_ENGINE_MEMORY`)
/// @param limits of each query
/// @param embeddings turns text into vectors; [EmbeddingProvider#NONE] where none is configured
/// @param clock for `now()`
/// @param nanoTime a clock like [System#nanoTime], for the time budget
/// @param ids fresh ids for nodes without key and for edges: ULIDs
public record QueryOptions(
        long engineMemoryBytes,
        QueryLimits limits,
        EmbeddingProvider embeddings,
        InstantSource clock,
        LongSupplier nanoTime,
        Supplier<String> ids) {
    /// The environment variable that bounds [#engineMemoryBytes]: bytes, or a number with `K`, `M` or `G`.
    public static final String MEMORY_VARIABLE = "OMNIGRAPH_ENGINE_MEMORY";

    /// For a process with this environment: half of the heap for the graphs unless it says otherwise, no embeddings.
    ///
    /// @throws IllegalArgumentException if the variable is no size
    public static QueryOptions fromEnvironment(Map<String, String> environment, Supplier<String> ids) {
        String memory = environment.getOrDefault(MEMORY_VARIABLE, "");
        return new QueryOptions(
                memory.isEmpty() ? Runtime.getRuntime().maxMemory() / 2 : parseBytes(memory),
                QueryLimits.defaults(),
                EmbeddingProvider.NONE,
                InstantSource.system(),
                System::nanoTime,
                ids);
    }

    /// The same with this provider.
    public QueryOptions withEmbeddings(EmbeddingProvider provider) {
        return new QueryOptions(engineMemoryBytes, limits, provider, clock, nanoTime, ids);
    }

    /// The same with these limits.
    public QueryOptions withLimits(QueryLimits newLimits) {
        return new QueryOptions(engineMemoryBytes, newLimits, embeddings, clock, nanoTime, ids);
    }

    private static long parseBytes(String text) {
        char unit = text.charAt(text.length() - 1);
        int shift = switch (unit) {
            case 'K', 'k' -> 10;
            case 'M', 'm' -> 20;
            case 'G', 'g' -> 30;
            default -> 0;
        };
        String digits = shift == 0 ? text : text.substring(0, text.length() - 1);
        try {
            long number = Long.parseLong(digits);
            long bytes = Math.multiplyExact(number, 1L << shift);
            if (bytes > 0) {
                return bytes;
            }
        } catch (NumberFormatException | ArithmeticException e) {
            throw new IllegalArgumentException(message(text), e);
        }
        throw new IllegalArgumentException(message(text));
    }

    private static String message(String text) {
        return MEMORY_VARIABLE + "=" + text + " is no size; give bytes, or a number followed by K, M or G, as in 512M";
    }
}

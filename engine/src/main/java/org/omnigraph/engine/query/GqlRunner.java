package org.omnigraph.engine.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.stats.CacheStats;
import org.omnigraph.engine.api.ChangeResult;
import org.omnigraph.engine.api.ReadResult;
import org.omnigraph.engine.api.ReadTarget;
import org.omnigraph.engine.api.WriteContext;
import org.omnigraph.engine.query.view.ViewCache;
import org.omnigraph.engine.table.GraphAccess;
import org.omnigraph.engine.table.QueryRunner;

/// The query executor: one per process, shared by all its graphs, safe for use by many threads.
public final class GqlRunner implements QueryRunner {
    private final QueryOptions options;
    private final ViewCache cache;

    public GqlRunner(QueryOptions options) {
        this.options = options;
        this.cache = new ViewCache(options.engineMemoryBytes());
    }

    @Override
    public ReadResult query(GraphAccess graph, String source, String name, ObjectNode params, ReadTarget target) {
        throw new UnsupportedOperationException("lands next: " + graph.graphId() + source + name + options + target);
    }

    @Override
    public ChangeResult mutate(GraphAccess graph, String source, String name, ObjectNode params, WriteContext context) {
        throw new UnsupportedOperationException("lands next: " + graph.graphId() + source + name + options + context);
    }

    /// Hits, misses and evictions of the cache of graph parts.
    public CacheStats cacheStats() {
        return cache.stats();
    }

    /// How many bytes of graphs are kept now.
    public long cachedBytes() {
        return cache.weightBytes();
    }
}

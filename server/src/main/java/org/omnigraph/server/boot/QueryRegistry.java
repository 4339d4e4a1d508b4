package org.omnigraph.server.boot;

import java.util.SortedMap;
import java.util.TreeMap;
import org.omnigraph.catalog.applied.AppliedGraph;
import org.omnigraph.catalog.applied.AppliedQuery;
import org.omnigraph.catalog.query.QueryEntry;
import org.omnigraph.catalog.query.ast.Param;
import org.omnigraph.catalog.schema.ValueType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The stored queries of one graph as they are served.
final class QueryRegistry {
    private static final Logger LOG = LoggerFactory.getLogger(QueryRegistry.class);

    private QueryRegistry() {}

    /// Every query that can be served, by name. Tool names are query names, so they are unique.
    static SortedMap<String, StoredQuery> of(AppliedGraph graph) {
        SortedMap<String, StoredQuery> queries = new TreeMap<>();
        for (AppliedQuery query : graph.queries().values()) {
            queries.put(
                    query.name(),
                    new StoredQuery(
                            query.name(),
                            query.source(),
                            query.declaration().isMutation(),
                            QueryEntry.of(query.declaration()).toJson()));
        }
        return queries;
    }

    /// Logs what is legal but of little use to an agent.
    static void advise(AppliedGraph graph) {
        for (AppliedQuery query : graph.queries().values()) {
            for (Param param : query.declaration().params()) {
                if (param.type() instanceof ValueType.Vector) {
                    LOG.atWarn()
                            .addKeyValue("graph_id", graph.id())
                            .addKeyValue("query", query.name())
                            .addKeyValue("parameter", param.name())
                            .log("a language model cannot supply a vector; take a String and let nearest() embed it");
                }
            }
        }
    }
}

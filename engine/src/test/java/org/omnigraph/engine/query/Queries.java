package org.omnigraph.engine.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.omnigraph.engine.api.ChangeResult;
import org.omnigraph.engine.api.ReadResult;
import org.omnigraph.engine.api.ReadTarget;
import org.omnigraph.engine.api.WriteContext;
import org.omnigraph.engine.index.MockEmbeddingProvider;
import org.omnigraph.engine.query.budget.QueryLimits;
import org.omnigraph.engine.table.GraphAccess;
import org.omnigraph.engine.work.MemoryPool;
import org.omnigraph.state.json.Json;

/// Runs query texts in tests.
final class Queries {
    static final Instant NOW = Instant.parse("2026-03-09T18:30:00.000Z");

    private Queries() {}

    static QueryOptions options() {
        AtomicInteger ids = new AtomicInteger();
        return new QueryOptions(
                new MemoryPool(512L << 20),
                new QueryLimits(50_000_000, 256L << 20, Duration.ofMinutes(2)),
                new MockEmbeddingProvider(),
                () -> NOW,
                System::nanoTime,
                () -> "fresh" + ids.incrementAndGet());
    }

    static GqlRunner runner() {
        return new GqlRunner(options());
    }

    /// `query q(params) { match { … } return { … } … }` around a body, run with JSON parameters.
    static ReadResult read(GraphAccess graph, String source, String params) {
        return runner().query(graph, source, "", object(params), ReadTarget.MAIN);
    }

    /// The rows of a query without parameters, each as compact JSON.
    static List<String> rows(GraphAccess graph, String body) {
        return rows(read(graph, "query q() { " + body + " }", "{}"));
    }

    /// The rows of a query with parameters: `declared` stands between the parentheses.
    static List<String> rows(GraphAccess graph, String declared, String params, String body) {
        return rows(read(graph, "query q(" + declared + ") { " + body + " }", params));
    }

    static List<String> rows(ReadResult result) {
        return result.rows().stream().map(ObjectNode::toString).toList();
    }

    /// The values of single-column rows, as JSON.
    static List<String> column(List<String> rows) {
        return rows.stream()
                .map(row -> row.substring(row.indexOf(':') + 1, row.length() - 1))
                .toList();
    }

    static ChangeResult mutate(GraphAccess graph, String body) {
        return mutate(graph, "", "{}", body);
    }

    static ChangeResult mutate(GraphAccess graph, String declared, String params, String body) {
        return runner().mutate(
                        graph,
                        "query q(" + declared + ") { " + body + " }",
                        "",
                        object(params),
                        WriteContext.main("tester"));
    }

    static ObjectNode object(String json) {
        return (ObjectNode) Json.parse(json);
    }

    /// A map of values, for rows.
    static Map<String, Object> values(Object... namesAndValues) {
        Map<String, Object> values = new java.util.HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            values.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return values;
    }
}

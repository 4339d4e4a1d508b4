package org.omnigraph.server.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.omnigraph.server.boot.QuarantinedGraph;
import org.omnigraph.server.boot.ServedGraph;
import org.omnigraph.server.serve.ServerMetrics;
import org.omnigraph.server.serve.Shapes;
import org.omnigraph.server.serve.Version;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.json.Json;

/// Alive, ready, measured.
final class HealthRoutes {
    private final ServerMetrics metrics;
    private final BooleanSupplier draining;
    private final Supplier<SortedMap<String, List<Diagnostic>>> damage;

    /// @param damage what is wrong with served graphs, by id; answers at once
    HealthRoutes(
            ServerMetrics metrics, BooleanSupplier draining, Supplier<SortedMap<String, List<Diagnostic>>> damage) {
        this.metrics = metrics;
        this.draining = draining;
        this.damage = damage;
    }

    List<Route> routes() {
        return List.of(
                new Route("GET", "/healthz", Route.Access.PUBLIC, HealthRoutes::alive),
                new Route("GET", "/readyz", Route.Access.OPTIONAL, this::ready),
                new Route("GET", "/metrics", Route.Access.BEARER, this::measured));
    }

    private static Reply alive(Call call) {
        return Reply.json(Json.object()
                .put("status", "ok")
                .put("version", Version.TEXT)
                .put("internal_schema_version", Shapes.GRAPH_FORMAT));
    }

    /// What is served; which graphs, and why others are not, only for those who may list
    /// the graphs. Never a path.
    private Reply ready(Call call) {
        SortedMap<String, List<Diagnostic>> damaged = damage.get();
        boolean degraded = !call.cluster().quarantined().isEmpty() || !damaged.isEmpty();
        ObjectNode body = Json.object();
        body.put("status", draining.getAsBoolean() ? "draining" : degraded ? "degraded" : "ready");
        body.put("applied_revision", call.cluster().revision());
        body.put("graphs_ready", call.cluster().graphs().size());
        body.put("graphs_quarantined", call.cluster().quarantined().size());
        body.put("graphs_damaged", damaged.size());
        if (call.callerKnown()
                && call.cluster().authorizer().onCluster(call.caller()).allowed()) {
            details(call, damaged, body);
        }
        Reply.Whole reply = Reply.json(body);
        return draining.getAsBoolean() ? new Reply.Whole(503, reply.contentType(), reply.body(), Map.of()) : reply;
    }

    private static void details(Call call, SortedMap<String, List<Diagnostic>> damaged, ObjectNode body) {
        ArrayNode graphs = body.putArray("graphs");
        for (ServedGraph graph : call.cluster().graphs().values()) {
            ObjectNode node = graphs.addObject().put("graph_id", graph.id()).put("schema_drifted", graph.drifted());
            List<Diagnostic> reasons = damaged.getOrDefault(graph.id(), List.of());
            node.put("damaged", !reasons.isEmpty());
            if (!reasons.isEmpty()) {
                reasons(reasons, node);
            }
        }
        ArrayNode quarantined = body.putArray("quarantined");
        for (QuarantinedGraph graph : call.cluster().quarantined()) {
            reasons(graph.reasons(), quarantined.addObject().put("graph_id", graph.id()));
        }
    }

    /// Each reason once: it says what kind of thing is wrong, and the log which thing.
    private static void reasons(List<Diagnostic> reasons, ObjectNode node) {
        ArrayNode array = node.putArray("reasons");
        reasons.stream()
                .map(Diagnostic::code)
                .distinct()
                .forEach(code -> array.addObject().put("code", code.wireName()).put("meaning", code.meaning()));
    }

    private Reply measured(Call call) {
        byte[] text = metrics.text(call.cluster()).getBytes(StandardCharsets.UTF_8);
        return new Reply.Whole(200, "text/plain; version=0.0.4; charset=utf-8", text, Map.of());
    }
}

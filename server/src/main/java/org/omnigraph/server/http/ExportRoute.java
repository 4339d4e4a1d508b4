package org.omnigraph.server.http;

import java.util.List;
import java.util.Set;
import org.omnigraph.catalog.policy.PolicyAction;
import org.omnigraph.server.serve.Branches;
import org.omnigraph.server.serve.Exports;
import org.omnigraph.server.serve.ServerLimits;

/// The NDJSON export (http-api.md §8, §10).
final class ExportRoute {
    private final Exports exports = new Exports();

    List<Route> routes() {
        return List.of(new Route("POST", "/graphs/{graph_id}/export", Route.Access.BEARER, this::export));
    }

    private Reply export(Call call) {
        call.visit().requireSomewhere(PolicyAction.EXPORT);
        JsonRequest body = JsonRequest.read(call, ServerLimits.JSON_BYTES_MAX);
        body.closed(Set.of("branch", "type_names"));
        String branch = body.branch("branch").orElse(Branches.MAIN);
        Exports.Export export = exports.open(call.visit(), branch, body.texts("type_names"));
        return new Reply.Streamed(MediaTypes.NDJSON + "; charset=utf-8", export::writeTo);
    }
}

package org.omnigraph.server.http;

import java.util.List;
import org.omnigraph.server.serve.Admission;
import org.omnigraph.server.serve.ApiError;
import org.omnigraph.server.serve.Branches;
import org.omnigraph.server.serve.Loads;
import org.omnigraph.server.serve.ServerLimits;
import org.omnigraph.server.serve.Shapes;
import org.omnigraph.server.serve.Visit;

/// Loads: tolerant JSON, strict NDJSON, and the old name of the first.
final class LoadRoutes {
    private static final String GRAPH = "/graphs/{graph_id}";
    private static final String NDJSON = "application/x-ndjson";

    private final Loads loads;

    LoadRoutes(Admission admission) {
        this.loads = new Loads(admission);
    }

    List<Route> routes() {
        return List.of(
                new Route("POST", GRAPH + "/load", Route.Access.BEARER, this::load),
                new Route("POST", GRAPH + "/ingest", Route.Access.BEARER, OldNames.alias("load", this::load)),
                new Route("POST", GRAPH + "/load/ndjson", Route.Access.BEARER, this::loadLines));
    }

    private Reply load(Call call) {
        JsonRequest body = JsonRequest.read(call, ServerLimits.LOAD_BYTES_MAX);
        String data = body.requiredText("data");
        Loads.Where where = new Loads.Where(
                body.branch("branch").orElse(Branches.MAIN),
                body.branch("from").orElse(""),
                Loads.mode(body.text("mode")));
        Visit visit = call.visit();
        loads.authorize(visit, where);
        String uri = visit.graph().root().location();
        return Reply.json(Shapes.load(loads.loose(visit, where, data), uri, where.from()));
    }

    private Reply loadLines(Call call) {
        Loads.Where where = new Loads.Where(
                call.branchParameter(),
                call.parameter("from").map(text -> Branches.named("from", text)).orElse(""),
                Loads.mode(call.parameter("mode")));
        Visit visit = call.visit();
        loads.authorize(visit, where);
        if (!MediaTypes.essence(call.header("content-type").orElse("")).equals(NDJSON)) {
            throw ApiError.unsupportedMediaType(NDJSON).exception();
        }
        byte[] lines = call.body().read(ServerLimits.LOAD_BYTES_MAX);
        return Reply.json(Shapes.load(loads.strict(visit, where, lines), "", where.from()));
    }
}

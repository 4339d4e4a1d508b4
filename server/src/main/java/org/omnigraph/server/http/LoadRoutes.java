package org.omnigraph.server.http;

import java.util.List;
import org.omnigraph.catalog.policy.PolicyAction;
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

    private final Admission admission;

    LoadRoutes(Admission admission) {
        this.admission = admission;
    }

    List<Route> routes() {
        return List.of(
                new Route("POST", GRAPH + "/load", Route.Access.BEARER, this::load),
                new Route("POST", GRAPH + "/ingest", Route.Access.BEARER, OldNames.alias("load", this::load)),
                new Route("POST", GRAPH + "/load/ndjson", Route.Access.BEARER, this::loadLines));
    }

    private Reply load(Call call) {
        call.visit().requireSomewhere(PolicyAction.CHANGE);
        try (Admission.Permit permit = admission.admit(call.caller())) {
            return load(call, permit);
        }
    }

    private static Reply load(Call call, Admission.Permit permit) {
        JsonRequest body = JsonRequest.read(call, ServerLimits.LOAD_BYTES_MAX);
        String data = body.requiredText("data");
        Loads.Where where = new Loads.Where(
                body.branch("branch").orElse(Branches.MAIN),
                body.branch("from").orElse(""),
                Loads.mode(body.text("mode")));
        Visit visit = call.visit();
        Loads.authorize(visit, where);
        permit.hold(data.length());
        String uri = visit.graph().root().location();
        return Reply.json(Shapes.load(Loads.loose(visit, where, data), uri, where.from()));
    }

    private Reply loadLines(Call call) {
        Loads.Where where = new Loads.Where(
                call.branchParameter(),
                call.parameter("from").map(text -> Branches.named("from", text)).orElse(""),
                Loads.mode(call.parameter("mode")));
        Visit visit = call.visit();
        Loads.authorize(visit, where);
        if (!MediaTypes.essence(call.header("content-type").orElse("")).equals(MediaTypes.NDJSON)) {
            throw ApiError.unsupportedMediaType(MediaTypes.NDJSON).exception();
        }
        try (Admission.Permit permit = admission.admit(call.caller())) {
            byte[] lines = call.body().read(ServerLimits.LOAD_BYTES_MAX, visit.work());
            permit.hold(lines.length);
            return Reply.json(Shapes.load(Loads.strict(visit, where, lines), "", where.from()));
        }
    }
}

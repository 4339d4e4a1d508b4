package org.omnigraph.server.http;

import java.util.List;
import org.omnigraph.catalog.policy.PolicyAction;
import org.omnigraph.server.serve.ApiError;
import org.omnigraph.server.serve.Branches;
import org.omnigraph.server.serve.Listings;
import org.omnigraph.server.serve.ServerLimits;

/// What there is: graphs, schema, stored queries, snapshot, branches, commits.
final class CatalogRoutes {
    private static final String GRAPH = "/graphs/{graph_id}";

    private CatalogRoutes() {}

    static List<Route> routes() {
        return List.of(
                listing("/graphs", call -> Reply.json(Listings.graphs(call.cluster(), call.caller()))),
                listing(GRAPH + "/schema", call -> Reply.json(Listings.schema(call.visit()))),
                new Route("POST", GRAPH + "/schema/apply", Route.Access.BEARER, CatalogRoutes::schemaApply),
                listing(GRAPH + "/queries", call -> Reply.json(Listings.queries(call.visit()))),
                listing(
                        GRAPH + "/snapshot",
                        call -> Reply.json(Listings.snapshot(call.visit(), call.branchParameter()))),
                listing(GRAPH + "/branches", call -> Reply.json(Listings.branches(call.visit()))),
                listing(GRAPH + "/commits", call -> Reply.json(Listings.commits(call.visit(), call.branchParameter()))),
                listing(
                        GRAPH + "/commits/{commit_id}",
                        call -> Reply.json(Listings.commit(call.visit(), call.variable("commit_id")))));
    }

    private static Route listing(String template, Route.Handler handler) {
        return new Route("GET", template, Route.Access.BEARER, handler);
    }

    private static Reply schemaApply(Call call) {
        call.visit().require(PolicyAction.SCHEMA_APPLY, "", Branches.MAIN);
        JsonRequest body = JsonRequest.read(call, ServerLimits.JSON_BYTES_MAX);
        body.requiredText("schema_source");
        body.bool("allow_data_loss");
        throw ApiError.conflict("this server serves a cluster and never applies a schema: "
                        + "change the cluster's config, run `omnigraph cluster apply`, then restart the server")
                .exception();
    }
}

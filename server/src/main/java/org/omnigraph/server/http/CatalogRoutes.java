package org.omnigraph.server.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.omnigraph.catalog.policy.PolicyAction;
import org.omnigraph.engine.api.CommitInfo;
import org.omnigraph.engine.api.Graph;
import org.omnigraph.engine.api.ReadTarget;
import org.omnigraph.server.boot.ServedGraph;
import org.omnigraph.server.boot.StoredQuery;
import org.omnigraph.state.json.Json;

/// What there is: graphs, schema, stored queries, snapshot, branches, commits.
final class CatalogRoutes {
    private static final String GRAPH = "/graphs/{graph_id}";

    private CatalogRoutes() {}

    static List<Route> routes() {
        return List.of(
                new Route("GET", "/graphs", Route.Access.BEARER, CatalogRoutes::graphs),
                new Route("GET", GRAPH + "/schema", Route.Access.BEARER, CatalogRoutes::schema),
                new Route("POST", GRAPH + "/schema/apply", Route.Access.BEARER, CatalogRoutes::schemaApply),
                new Route("GET", GRAPH + "/queries", Route.Access.BEARER, CatalogRoutes::queries),
                new Route("GET", GRAPH + "/snapshot", Route.Access.BEARER, CatalogRoutes::snapshot),
                new Route("GET", GRAPH + "/branches", Route.Access.BEARER, CatalogRoutes::branches),
                new Route("GET", GRAPH + "/commits", Route.Access.BEARER, CatalogRoutes::commits),
                new Route("GET", GRAPH + "/commits/{commit_id}", Route.Access.BEARER, CatalogRoutes::commit));
    }

    private static Reply graphs(Call call) {
        Boundary.requireGraphList(call);
        ObjectNode body = Json.object();
        ArrayNode graphs = body.putArray("graphs");
        for (ServedGraph graph : call.cluster().graphs().values()) {
            graphs.addObject()
                    .put("graph_id", graph.id())
                    .put("uri", graph.graph().root().location());
        }
        return Reply.json(body);
    }

    private static Reply schema(Call call) {
        Boundary.require(call, PolicyAction.READ, "");
        String source = call.graph().graph().schema(ReadTarget.MAIN).model().source();
        return Reply.json(Json.object().put("schema_source", source));
    }

    private static Reply schemaApply(Call call) {
        JsonRequest body = JsonRequest.read(call, RequestBody.JSON_BYTES_MAX);
        body.requiredText("schema_source");
        body.bool("allow_data_loss");
        Boundary.require(call, PolicyAction.SCHEMA_APPLY, "", Branches.MAIN);
        throw ApiError.conflict("this server serves a cluster and never applies a schema: "
                        + "change the cluster's config, run `omnigraph cluster apply`, then restart the server")
                .exception();
    }

    private static Reply queries(Call call) {
        Boundary.require(call, PolicyAction.READ, Branches.MAIN);
        ObjectNode body = Json.object();
        ArrayNode queries = body.putArray("queries");
        for (StoredQuery query : call.graph().queries().values()) {
            queries.add(query.entry());
        }
        return Reply.json(body);
    }

    private static Reply snapshot(Call call) {
        String branch = call.branchParameter();
        Boundary.require(call, PolicyAction.READ, branch);
        Graph graph = call.graph().graph();
        return Reply.json(Shapes.snapshot(branch, graph.snapshot(new ReadTarget.Branch(branch))));
    }

    private static Reply branches(Call call) {
        Boundary.require(call, PolicyAction.READ, "");
        ObjectNode body = Json.object();
        ArrayNode branches = body.putArray("branches");
        call.graph().graph().branches().stream().sorted().forEach(branches::add);
        return Reply.json(body);
    }

    private static Reply commits(Call call) {
        String branch = call.branchParameter();
        Boundary.require(call, PolicyAction.READ, branch);
        ObjectNode body = Json.object();
        ArrayNode commits = body.putArray("commits");
        for (CommitInfo commit : call.graph().graph().history(new ReadTarget.Branch(branch))) {
            commits.add(Shapes.commit(commit));
        }
        return Reply.json(body);
    }

    private static Reply commit(Call call) {
        Boundary.require(call, PolicyAction.READ, "");
        Graph graph = call.graph().graph();
        return Reply.json(Shapes.commit(graph.head(new ReadTarget.Snapshot(call.variable("commit_id")))));
    }
}

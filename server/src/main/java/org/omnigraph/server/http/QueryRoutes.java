package org.omnigraph.server.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.omnigraph.catalog.policy.PolicyAction;
import org.omnigraph.catalog.query.ast.QueryDecl;
import org.omnigraph.engine.api.Graph;
import org.omnigraph.engine.api.ReadTarget;
import org.omnigraph.engine.api.WriteContext;
import org.omnigraph.server.boot.StoredQuery;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Queries and mutations, ad hoc and stored, plain, conditional and under their old names.
final class QueryRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(QueryRoutes.class);
    private static final String GRAPH = "/graphs/{graph_id}";
    private static final String IF_COMMIT = "omnigraph-if-graph-commit";
    private static final Set<String> NO_COMMIT_ID = Set.of("*");

    private final Admission admission;
    private final ServerMetrics metrics;

    QueryRoutes(Admission admission, ServerMetrics metrics) {
        this.admission = admission;
        this.metrics = metrics;
    }

    List<Route> routes() {
        return List.of(
                new Route("POST", GRAPH + "/query", Route.Access.BEARER, call -> query(call, false)),
                new Route(
                        "POST",
                        GRAPH + "/read",
                        Route.Access.BEARER,
                        OldNames.alias("query", call -> query(call, true))),
                new Route("POST", GRAPH + "/mutate", Route.Access.BEARER, call -> mutate(call, unconditional(call))),
                new Route(
                        "POST",
                        GRAPH + "/change",
                        Route.Access.BEARER,
                        OldNames.alias("mutate", call -> mutate(call, unconditional(call)))),
                new Route(
                        "POST",
                        GRAPH + "/mutate/if-graph-commit",
                        Route.Access.BEARER,
                        call -> mutate(call, condition(call))),
                new Route("POST", GRAPH + "/queries/{name}", Route.Access.BEARER, this::invoke),
                new Route(
                        "POST",
                        GRAPH + "/queries/{name}/if-graph-commit",
                        Route.Access.BEARER,
                        this::invokeConditionally));
    }

    private Reply query(Call call, boolean legacy) {
        JsonRequest body = JsonRequest.read(call, RequestBody.JSON_BYTES_MAX);
        String source = legacy ? body.requiredText("query_source") : body.requiredText("query");
        Optional<String> name = body.text(legacy ? "query_name" : "name");
        ObjectNode params = body.params();
        ReadTarget target = ReadTargets.of(body);
        Graph graph = call.graph().graph();
        Boundary.require(call, PolicyAction.READ, ReadTargets.policyBranch(graph, target));
        QueryDecl query = QueryChoice.of(source, name);
        if (query.isMutation()) {
            throw ApiError.badRequest("`" + query.name().text() + "` is a mutation; send it to POST /mutate")
                    .exception();
        }
        return Reply.json(Shapes.read(graph.query(source, query.name().text(), params, target), legacy));
    }

    private Reply mutate(Call call, String ifCommit) {
        JsonRequest body = JsonRequest.read(call, RequestBody.JSON_BYTES_MAX);
        String source = body.textUnder("query", "query_source")
                .orElseThrow(() -> ApiError.badRequest("`query` is missing").exception());
        Optional<String> name = body.textUnder("name", "query_name");
        ObjectNode params = body.params();
        String branch = body.branch("branch").orElse(Branches.MAIN);
        Boundary.require(call, PolicyAction.CHANGE, branch);
        QueryDecl query = QueryChoice.of(source, name);
        if (!query.isMutation()) {
            throw ApiError.badRequest("`" + query.name().text() + "` is a read; send it to POST /query")
                    .exception();
        }
        return change(call, source, query.name().text(), params, branch, ifCommit);
    }

    private Reply change(Call call, String source, String name, ObjectNode params, String branch, String ifCommit) {
        long bytes = (long) source.getBytes(StandardCharsets.UTF_8).length + JsonBytes.of(params).length;
        try (Admission.Permit _ = admission.admit(call.caller(), bytes)) {
            WriteContext context = new WriteContext(
                    call.caller().actor(), branch, ifCommit, call.graph().gate());
            return Reply.json(Shapes.change(call.graph().graph().mutate(source, name, params, context)));
        }
    }

    // ---- stored queries --------------------------------------------------------------------------------------

    private Reply invoke(Call call) {
        String none = unconditional(call);
        JsonRequest body = JsonRequest.readOptional(call, RequestBody.JSON_BYTES_MAX);
        return invoke(call, body, none);
    }

    private Reply invokeConditionally(Call call) {
        String ifCommit = condition(call);
        JsonRequest body = JsonRequest.readOptional(call, RequestBody.JSON_BYTES_MAX);
        return invoke(call, body, ifCommit);
    }

    private Reply invoke(Call call, JsonRequest body, String ifCommit) {
        ObjectNode params = body.params();
        Optional<Boolean> expectMutation = body.bool("expect_mutation");
        ReadTarget target = ReadTargets.of(body);
        boolean mayInvoke =
                Boundary.ask(call, PolicyAction.INVOKE_QUERY, "", "").allowed();
        StoredQuery query = Optional.ofNullable(call.graph().queries().get(call.variable("name")))
                .filter(found -> mayInvoke)
                .orElseThrow(() -> ApiError.notFound("there is no such stored query, or you may not invoke it")
                        .exception());
        check(query, expectMutation, body, ifCommit);
        metrics.storedQuery(call.graph().id(), query.name(), query.mutation());
        LOG.atInfo()
                .addKeyValue("graph", call.graph().id())
                .addKeyValue("actor", call.caller().actor())
                .addKeyValue("query", query.name())
                .addKeyValue("kind", query.mutation() ? "mutate" : "read")
                .log("stored query invoked");
        return switch (target) {
            case ReadTarget.Branch(String branch)
            when query.mutation() -> {
                Boundary.require(call, PolicyAction.CHANGE, branch);
                yield change(call, query.source(), query.name(), params, branch, ifCommit);
            }
            case ReadTarget.Branch _, ReadTarget.Snapshot _ -> {
                Graph graph = call.graph().graph();
                Boundary.require(call, PolicyAction.READ, ReadTargets.policyBranch(graph, target));
                yield Reply.json(Shapes.read(graph.query(query.source(), query.name(), params, target), false));
            }
        };
    }

    private static void check(StoredQuery query, Optional<Boolean> expectMutation, JsonRequest body, String ifCommit) {
        if (expectMutation.isPresent() && expectMutation.get() != query.mutation()) {
            throw ApiError.badRequest(
                            query.mutation()
                                    ? "`" + query.name() + "` is a mutation; use the verb `mutate`"
                                    : "`" + query.name() + "` is a read; use the verb `query`")
                    .exception();
        }
        if (query.mutation() && body.has("snapshot")) {
            throw ApiError.badRequest("`" + query.name() + "` is a mutation; it takes a `branch`, not a `snapshot`")
                    .exception();
        }
        if (!query.mutation() && !ifCommit.isEmpty()) {
            throw ApiError.badRequest("`" + query.name() + "` is a read; only mutations are conditional")
                    .exception();
        }
    }

    // ---- conditions ------------------------------------------------------------------------------------------

    /// Refuses the condition's header on a route that would ignore it.
    private static String unconditional(Call call) {
        if (call.headers().containsKey(IF_COMMIT)) {
            throw ApiError.badRequest(
                            "the header Omnigraph-If-Graph-Commit belongs to the conditional route: the same path and /if-graph-commit")
                    .exception();
        }
        return "";
    }

    /// The commit id that must be the branch's head: exactly one raw id.
    private static String condition(Call call) {
        List<String> values = call.headers().getOrDefault(IF_COMMIT, List.of());
        String id = values.size() == 1 ? values.getFirst().strip() : "";
        boolean raw = !id.isEmpty()
                && !NO_COMMIT_ID.contains(id)
                && id.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '"' && c != ',' && c != '/');
        if (!raw) {
            throw ApiError.badRequest("the header Omnigraph-If-Graph-Commit must hold exactly one raw commit id")
                    .exception();
        }
        return id;
    }
}

package org.omnigraph.server.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.omnigraph.catalog.policy.PolicyAction;
import org.omnigraph.engine.api.ChangeResult;
import org.omnigraph.engine.api.ReadTarget;
import org.omnigraph.server.serve.AdHocQueries;
import org.omnigraph.server.serve.Admission;
import org.omnigraph.server.serve.ApiError;
import org.omnigraph.server.serve.Branches;
import org.omnigraph.server.serve.PendingRead;
import org.omnigraph.server.serve.ReadTargets;
import org.omnigraph.server.serve.RowForm;
import org.omnigraph.server.serve.ServerLimits;
import org.omnigraph.server.serve.ServerMetrics;
import org.omnigraph.server.serve.Shapes;
import org.omnigraph.server.serve.StoredQueries;

/// Queries and mutations, ad hoc and stored, plain, conditional and under their old names.
final class QueryRoutes {
    private static final String GRAPH = "/graphs/{graph_id}";
    private static final String IF_COMMIT = "omnigraph-if-graph-commit";
    private static final Set<String> NO_COMMIT_ID = Set.of("*");

    /// Makes replies of what stored queries give.
    private static final StoredQueries.Teller<Reply> REPLIES = new StoredQueries.Teller<>() {
        @Override
        public Reply rows(PendingRead read) {
            return streamed(read, RowForm.RESULT);
        }

        @Override
        public Reply changed(ChangeResult result) {
            return Reply.json(Shapes.change(result));
        }
    };

    private final Admission admission;
    private final StoredQueries stored;

    QueryRoutes(Admission admission, ServerMetrics metrics) {
        this.admission = admission;
        this.stored = new StoredQueries(admission, metrics);
    }

    List<Route> routes() {
        return List.of(
                route("/query", call -> query(call, false)),
                route("/read", OldNames.alias("query", call -> query(call, true))),
                route("/mutate", call -> mutate(call, unconditional(call))),
                route("/change", OldNames.alias("mutate", call -> mutate(call, unconditional(call)))),
                route("/mutate/if-graph-commit", call -> mutate(call, condition(call))),
                route("/queries/{name}", call -> invoke(call, unconditional(call))),
                route("/queries/{name}/if-graph-commit", call -> invoke(call, condition(call))));
    }

    private static Route route(String path, Route.Handler handler) {
        return new Route("POST", GRAPH + path, Route.Access.BEARER, handler);
    }

    private static Reply query(Call call, boolean legacy) {
        call.visit().requireSomewhere(PolicyAction.READ);
        JsonRequest body = JsonRequest.read(call, ServerLimits.JSON_BYTES_MAX);
        String source = legacy ? body.requiredText("query_source") : body.requiredText("query");
        Optional<String> name = body.text(legacy ? "query_name" : "name");
        ObjectNode params = body.params();
        RowForm form = legacy ? RowForm.LEGACY : form(call);
        return streamed(AdHocQueries.read(call.visit(), source, name, params, target(body)), form);
    }

    /// The form that the client prefers.
    private static RowForm form(Call call) {
        Map<String, Double> wanted = AcceptValues.of(call.headers().getOrDefault("accept", List.of()));
        double lines = wanted.getOrDefault(MediaTypes.NDJSON, 0.0);
        return lines > 0 && lines >= wanted.getOrDefault(Reply.JSON, 0.0) ? RowForm.LINES : RowForm.RESULT;
    }

    private static Reply streamed(PendingRead read, RowForm form) {
        String type = form == RowForm.LINES ? MediaTypes.NDJSON + "; charset=utf-8" : Reply.JSON;
        return new Reply.Streamed(type, out -> read.writeTo(out, form));
    }

    private Reply mutate(Call call, String ifCommit) {
        call.visit().requireSomewhere(PolicyAction.CHANGE);
        try (Admission.Permit permit = admission.admit(call.caller())) {
            return mutate(call, permit, ifCommit);
        }
    }

    private static Reply mutate(Call call, Admission.Permit permit, String ifCommit) {
        JsonRequest body = JsonRequest.read(call, ServerLimits.JSON_BYTES_MAX);
        String source = body.textUnder("query", "query_source")
                .orElseThrow(() -> ApiError.badRequest("`query` is missing").exception());
        Optional<String> name = body.textUnder("name", "query_name");
        ObjectNode params = body.params();
        String branch = body.branch("branch").orElse(Branches.MAIN);
        return Reply.json(
                Shapes.change(AdHocQueries.change(call.visit(), permit, source, name, params, branch, ifCommit)));
    }

    private Reply invoke(Call call, String ifCommit) {
        try (StoredQueries.Admitted admitted = stored.admit(call.visit(), call.variable("name"))) {
            JsonRequest body = JsonRequest.readOptional(call, ServerLimits.JSON_BYTES_MAX);
            return admitted.invoke(
                    new StoredQueries.Invocation(body.params(), target(body), body.bool("expect_mutation"), ifCommit),
                    REPLIES);
        }
    }

    private static ReadTarget target(JsonRequest body) {
        return ReadTargets.of(body.branch("branch"), body.text("snapshot"));
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

package org.omnigraph.server.http;

import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.omnigraph.catalog.address.GraphId;
import org.omnigraph.catalog.policy.PolicyEvaluationException;
import org.omnigraph.engine.api.GraphException;
import org.omnigraph.server.auth.Caller;
import org.omnigraph.server.auth.RuntimeState;
import org.omnigraph.server.boot.ServedCluster;
import org.omnigraph.server.boot.ServedGraph;
import org.omnigraph.server.serve.ApiError;
import org.omnigraph.server.serve.ApiException;
import org.omnigraph.server.serve.GraphErrors;
import org.omnigraph.server.serve.Names;
import org.omnigraph.server.serve.ServerMetrics;
import org.omnigraph.state.ids.IdSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The request pipeline (http-api.md §4): route match, bearer check, graph look-up, then the handler. Every error, of
/// whatever origin, becomes the JSON of §5 here. Knows nothing of the HTTP library.
final class HttpApi {
    private static final Logger LOG = LoggerFactory.getLogger(HttpApi.class);
    private static final String UNMATCHED = "unmatched";
    /// What a client that went away is counted as; never sent.
    private static final int CLIENT_GONE = 499;

    private static final String BEARER = "bearer ";

    /// One request as it came in.
    ///
    /// @param path segments, percent-decoded after splitting
    record Incoming(
            String method,
            List<String> path,
            Map<String, List<String>> query,
            Map<String, List<String>> headers,
            RequestBody body) {
        Incoming {
            path = List.copyOf(path);
            query = Map.copyOf(query);
            headers = Map.copyOf(headers);
        }
    }

    /// Where the answer goes.
    interface Outgoing {
        void send(Reply.Whole reply);

        /// Begins a 200 whose body is written piece by piece.
        OutputStream begin(String contentType, Map<String, String> headers);

        /// Breaks the transfer of a body that was begun, so that the client cannot take it for whole.
        void abort();
    }

    private final Supplier<ServedCluster> cluster;
    private final RouteTable routes;
    private final ServerMetrics metrics;
    private final IdSource reportIds;

    HttpApi(Supplier<ServedCluster> cluster, List<Route> routes, ServerMetrics metrics, IdSource reportIds) {
        this.cluster = cluster;
        this.routes = new RouteTable(routes);
        this.metrics = metrics;
        this.reportIds = reportIds;
    }

    RouteTable routes() {
        return routes;
    }

    void handle(Incoming incoming, Outgoing outgoing) {
        long began = System.nanoTime();
        metrics.started();
        String template = UNMATCHED;
        int status = 500;
        try {
            RouteTable.Match match = routes.match(incoming.method(), incoming.path());
            switch (match) {
                case RouteTable.Match.Found(Route route, Map<String, String> variables) -> {
                    template = route.template();
                    status = serve(incoming, outgoing, route, variables);
                }
                case RouteTable.Match.UnknownPath _ ->
                    status = fail(outgoing, ApiError.notFound("there is no such route"), Map.of());
                case RouteTable.Match.UnknownMethod(String known, var allowed) -> {
                    template = known;
                    ApiError error = ApiError.of(
                                    405, ApiError.METHOD_NOT_ALLOWED, "this route does not take " + incoming.method())
                            .withHeader("Allow", String.join(", ", allowed));
                    status = fail(outgoing, error, Map.of());
                }
            }
        } catch (ClientGoneException e) {
            status = CLIENT_GONE;
            outgoing.abort();
        } finally {
            String method = template.equals(UNMATCHED) ? UNMATCHED : incoming.method();
            metrics.finished(method, template, status, System.nanoTime() - began);
        }
    }

    private int serve(Incoming incoming, Outgoing outgoing, Route route, Map<String, String> variables) {
        Map<String, String> headers = OldNames.headersOf(route);
        Reply reply;
        try {
            requirePlainBody(incoming);
            reply = route.handler().handle(call(incoming, route, variables));
        } catch (ClientGoneException e) {
            throw e;
        } catch (Throwable e) {
            return fail(outgoing, errorOf(e), headers);
        }
        return switch (reply) {
            case Reply.Whole whole -> {
                outgoing.send(whole.withHeaders(headers));
                yield whole.status();
            }
            case Reply.Streamed streamed -> stream(outgoing, streamed, headers);
        };
    }

    private int stream(Outgoing outgoing, Reply.Streamed reply, Map<String, String> headers) {
        LateStream out = new LateStream(() -> outgoing.begin(reply.contentType(), headers));
        try {
            reply.body().writeTo(out);
            out.close();
            return 200;
        } catch (ClientGoneException e) {
            throw e;
        } catch (Throwable e) {
            if (!out.begun()) {
                return fail(outgoing, errorOf(e), headers);
            }
            LOG.atWarn().setCause(e).log("a streamed answer was broken off");
            outgoing.abort();
            return 500;
        }
    }

    private Call call(Incoming incoming, Route route, Map<String, String> variables) {
        variables.forEach((variable, name) -> Names.checked("`" + variable + "` in the path", name));
        ServedCluster served = cluster.get();
        Optional<Caller> known = caller(served, incoming);
        if (known.isEmpty() && route.access() == Route.Access.BEARER) {
            throw ApiError.unauthorized("a bearer token is missing: send `Authorization: Bearer <token>`")
                    .exception();
        }
        List<ServedGraph> found = new ArrayList<>();
        if (route.isGraphRoute()) {
            found.add(graph(served, variables.getOrDefault("graph_id", "")));
        }
        return new Call(
                served,
                variables,
                incoming.query(),
                incoming.headers(),
                known.orElse(Caller.ANONYMOUS),
                known.isPresent(),
                found,
                incoming.body());
    }

    /// The caller; nothing without a token. A wrong token is refused, except where no token is asked for at all.
    private static Optional<Caller> caller(ServedCluster served, Incoming incoming) {
        if (served.authorizer().state() == RuntimeState.OPEN) {
            return Optional.of(Caller.ANONYMOUS);
        }
        List<String> values = incoming.headers().getOrDefault("authorization", List.of());
        if (values.size() != 1 || !values.getFirst().regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return Optional.empty();
        }
        String token = values.getFirst().substring(BEARER.length()).strip();
        return served.tokens().actorOf(token).map(Caller::new);
    }

    private static ServedGraph graph(ServedCluster served, String id) {
        if (!GraphId.isValid(id)) {
            throw ApiError.badRequest("a graph id is 1 to 64 of A-Z a-z 0-9 _ -")
                    .exception();
        }
        return Optional.ofNullable(served.graphs().get(id))
                .orElseThrow(() ->
                        ApiError.notFound("there is no graph `" + id + "` here").exception());
    }

    private static int fail(Outgoing outgoing, ApiError error, Map<String, String> headers) {
        outgoing.send(Reply.of(error).withHeaders(headers));
        return error.status();
    }

    /// No content coding is understood here.
    private static void requirePlainBody(Incoming incoming) {
        for (String coding : incoming.headers().getOrDefault("content-encoding", List.of())) {
            if (!coding.strip().equalsIgnoreCase("identity")) {
                throw ApiError.of(
                                415, ApiError.BAD_REQUEST, "this server takes no Content-Encoding; send the body plain")
                        .withHeader("Accept-Encoding", "identity")
                        .exception();
            }
        }
    }

    private ApiError errorOf(Throwable cause) {
        if (cause instanceof ApiException api) {
            return api.error();
        }
        String reportId = reportIds.next();
        if (cause instanceof GraphException graph) {
            Optional<ApiError> told = GraphErrors.of(graph.failure(), reportId);
            if (told.isPresent()) {
                if (told.get().status() >= 500) {
                    log(reportId, cause);
                }
                return told.get();
            }
        }
        log(reportId, cause);
        String what =
                cause instanceof PolicyEvaluationException ? "the policy could not be evaluated" : "internal error";
        return ApiError.of(500, ApiError.INTERNAL, what + "; report id " + reportId);
    }

    private static void log(String reportId, Throwable cause) {
        LOG.atError().addKeyValue("report_id", reportId).setCause(cause).log("internal error");
    }
}

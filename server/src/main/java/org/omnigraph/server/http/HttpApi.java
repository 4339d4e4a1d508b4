package org.omnigraph.server.http;

import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.omnigraph.catalog.address.GraphId;
import org.omnigraph.server.auth.Caller;
import org.omnigraph.server.auth.RuntimeState;
import org.omnigraph.server.boot.ServedCluster;
import org.omnigraph.server.boot.ServedGraph;
import org.omnigraph.server.serve.ApiError;
import org.omnigraph.server.serve.Faults;
import org.omnigraph.server.serve.Names;
import org.omnigraph.server.serve.RequestIds;
import org.omnigraph.server.serve.ServerMetrics;
import org.omnigraph.server.serve.Visit;
import org.omnigraph.server.serve.Work;
import org.omnigraph.server.serve.Workbench;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/// The request pipeline (http-api.md §4): route match, bearer check, graph look-up, then the handler. Every error, of
/// whatever origin, becomes the JSON of §5 here. Knows nothing of the HTTP library.
final class HttpApi {
    private static final Logger LOG = LoggerFactory.getLogger(HttpApi.class);
    private static final String UNMATCHED = "unmatched";
    /// What a client that went away is counted as; never sent.
    private static final int CLIENT_GONE = 499;

    private static final String REQUEST_ID = "omnigraph-request-id";
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

        /// Runs `action`, once, if the client goes away before it is answered.
        void onGone(Runnable action);

        /// True if it did.
        boolean isGone();
    }

    private final Supplier<ServedCluster> cluster;
    private final RouteTable routes;
    private final ServerMetrics metrics;
    private final Workbench bench;
    private final RequestIds ids;

    HttpApi(
            Supplier<ServedCluster> cluster,
            List<Route> routes,
            ServerMetrics metrics,
            Workbench bench,
            RequestIds ids) {
        this.cluster = cluster;
        this.routes = new RouteTable(routes);
        this.metrics = metrics;
        this.bench = bench;
        this.ids = ids;
    }

    RouteTable routes() {
        return routes;
    }

    void handle(Incoming incoming, Outgoing outgoing) {
        long began = System.nanoTime();
        metrics.started();
        Attempt attempt = new Attempt(incoming, outgoing);
        MDC.put(Work.REQUEST_ID, attempt.id);
        try {
            attempt.answer();
        } catch (ClientGoneException e) {
            attempt.status = CLIENT_GONE;
            outgoing.abort();
        } finally {
            MDC.remove(Work.REQUEST_ID);
            String method = attempt.template.equals(UNMATCHED) ? UNMATCHED : incoming.method();
            metrics.finished(method, attempt.template, attempt.status, System.nanoTime() - began);
        }
    }

    /// One request on its way to its answer.
    private final class Attempt {
        private final Incoming incoming;
        private final Outgoing outgoing;
        private final String id;
        private final boolean isIdTheirs;
        private String template = UNMATCHED;
        private int status = 500;

        Attempt(Incoming incoming, Outgoing outgoing) {
            this.incoming = incoming;
            this.outgoing = outgoing;
            List<String> given = incoming.headers().getOrDefault(REQUEST_ID, List.of());
            this.isIdTheirs = given.size() == 1 && RequestIds.isSane(given.getFirst());
            this.id = isIdTheirs ? given.getFirst() : ids.next();
        }

        void answer() {
            switch (routes.match(incoming.method(), incoming.path())) {
                case RouteTable.Match.Found(Route route, Map<String, String> variables) -> {
                    template = route.template();
                    serve(route, variables);
                }
                case RouteTable.Match.UnknownPath _ -> fail(ApiError.notFound("there is no such route"), Map.of());
                case RouteTable.Match.UnknownMethod(String known, var allowed) -> {
                    template = known;
                    ApiError error = ApiError.of(
                                    405, ApiError.METHOD_NOT_ALLOWED, "this route does not take " + incoming.method())
                            .withHeader("Allow", String.join(", ", allowed));
                    fail(error, Map.of());
                }
            }
        }

        private void serve(Route route, Map<String, String> variables) {
            Map<String, String> headers = OldNames.headersOf(route);
            List<Visit> visits = List.of();
            try {
                Call call = call(route, variables);
                visits = call.visits();
                requirePlainBody(incoming);
                switch (route.handler().handle(call)) {
                    case Reply.Whole whole -> send(whole, headers);
                    case Reply.Streamed streamed ->
                        stream(streamed, call.visit().work(), headers);
                }
            } catch (ClientGoneException e) {
                throw e;
            } catch (Throwable e) {
                fail(errorOf(e), headers);
            } finally {
                visits.forEach(visit -> visit.work().close());
            }
        }

        private void stream(Reply.Streamed reply, Work work, Map<String, String> headers) {
            LateStream out = new LateStream(
                    bytes -> work.memory().grow(bytes), () -> outgoing.begin(reply.contentType(), named(headers)));
            try {
                reply.body().writeTo(out);
                if (out.begun()) {
                    out.close();
                    status = 200;
                    return;
                }
            } catch (ClientGoneException e) {
                throw e;
            } catch (Throwable e) {
                ApiError error = errorOf(e);
                if (out.begun()) {
                    LOG.atWarn().addKeyValue("error", error.message()).log("a streamed answer was broken off");
                    outgoing.abort();
                } else {
                    fail(error, headers);
                }
                return;
            }
            send(new Reply.Whole(200, reply.contentType(), out.whole(), Map.of()), headers);
        }

        /// Names, token, graph: in this order, before anything else is looked at.
        private Call call(Route route, Map<String, String> variables) {
            variables.forEach((variable, name) -> Names.checked("`" + variable + "` in the path", name));
            ServedCluster served = cluster.get();
            Optional<Caller> known = caller(served, incoming);
            if (known.isEmpty() && route.access() == Route.Access.BEARER) {
                throw ApiError.unauthorized("a bearer token is missing: send `Authorization: Bearer <token>`")
                        .exception();
            }
            Caller caller = known.orElse(Caller.ANONYMOUS);
            List<Visit> visits = List.of();
            if (route.isGraphRoute()) {
                ServedGraph graph = graph(served, variables.getOrDefault("graph_id", ""));
                Work work = bench.open(caller, id, route.times());
                visits = List.of(new Visit(served, graph, caller, work));
                if (!route.isLoad()) {
                    outgoing.onGone(work::cancel);
                }
            }
            return new Call(
                    served,
                    variables,
                    incoming.query(),
                    incoming.headers(),
                    caller,
                    known.isPresent(),
                    visits,
                    incoming.body());
        }

        /// What a client is told; [ClientGoneException] if it went away and the work ended for that.
        private ApiError errorOf(Throwable cause) {
            if (Faults.isCancelled(cause) && outgoing.isGone()) {
                throw new ClientGoneException(cause);
            }
            return Faults.of(cause, id);
        }

        private void fail(ApiError error, Map<String, String> headers) {
            // Where the contract wants answers that no one can tell apart, a fresh id would.
            send(Reply.of(error, isIdTheirs || error.status() >= 500 ? id : ""), headers);
        }

        private void send(Reply.Whole whole, Map<String, String> headers) {
            status = whole.status();
            outgoing.send(whole.withHeaders(named(headers)));
        }

        private Map<String, String> named(Map<String, String> headers) {
            Map<String, String> all = new LinkedHashMap<>(headers);
            all.put("Omnigraph-Request-Id", id);
            return all;
        }
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
}

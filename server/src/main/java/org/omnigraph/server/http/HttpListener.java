package org.omnigraph.server.http;

import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http1.Http1Config;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.omnigraph.server.serve.ApiError;

/// The HTTP library's side of the API: turns its requests and responses into ours. One handler takes every request;
/// routing is the route table's.
final class HttpListener {
    private static final int HEADER_BYTES_MAX = 65_536;
    private static final int PROLOGUE_BYTES_MAX = 16_384;

    private HttpListener() {}

    /// A server that is not started yet.
    ///
    /// @param gracePeriod how long a stop waits for requests in flight
    static WebServer create(HttpApi api, String host, int port, Duration gracePeriod) {
        return WebServer.builder()
                .host(host)
                .port(port)
                .shutdownHook(false)
                .featuresDiscoverServices(false)
                .shutdownGracePeriod(gracePeriod)
                .addProtocol(Http1Config.builder()
                        .maxHeadersSize(HEADER_BYTES_MAX)
                        .maxPrologueLength(PROLOGUE_BYTES_MAX)
                        .build())
                .directHandlers(directHandlers())
                .routing(HttpRouting.builder().any((request, response) -> handle(api, request, response)))
                .build();
    }

    private static void handle(HttpApi api, ServerRequest request, ServerResponse response) {
        String method = request.prologue().method().text();
        Sink sink = new Sink(response, method.equals("HEAD"));
        List<String> path;
        try {
            path = PercentText.segments(request.path().rawPath());
        } catch (IllegalArgumentException e) {
            sink.send(Reply.of(ApiError.badRequest("the path is not well percent-encoded")));
            return;
        }
        Map<String, List<String>> query;
        try {
            query = PercentText.query(request.query().rawValue());
        } catch (IllegalArgumentException e) {
            sink.send(Reply.of(ApiError.badRequest("the query string is not well percent-encoded")));
            return;
        }
        RequestBody body = new RequestBody(
                request.headers().contentLength(), () -> request.content().inputStream());
        api.handle(new HttpApi.Incoming(method, path, query, headers(request), body), sink);
    }

    private static Map<String, List<String>> headers(ServerRequest request) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        request.headers()
                .forEach(header -> headers.computeIfAbsent(
                                header.name().toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                        .addAll(header.allValues()));
        return headers;
    }

    /// Errors of the library itself, before or beside our handler, in our form.
    private static DirectHandlers directHandlers() {
        DirectHandlers.Builder handlers = DirectHandlers.builder();
        for (DirectHandler.EventType event : DirectHandler.EventType.values()) {
            handlers.addHandler(event, (transport, type, status, headers, message) -> {
                ApiError error = ofLibrary(status, message);
                DirectHandler.TransportResponse.Builder response = DirectHandler.TransportResponse.builder()
                        .status(status)
                        .headers(headers)
                        .header(HeaderNames.CONTENT_TYPE, Reply.JSON)
                        .keepAlive(type.keepAlive())
                        .entity(error.json());
                return response.build();
            });
        }
        return handlers.build();
    }

    private static ApiError ofLibrary(Status status, String message) {
        int code = status.code();
        return switch (code) {
            case 404 -> ApiError.notFound("there is no such route");
            case 413 -> ApiError.tooLarge("the request is too large");
            default ->
                code >= 500
                        ? ApiError.of(code, ApiError.INTERNAL, "internal error")
                        : ApiError.of(code, ApiError.BAD_REQUEST, "not a well-formed HTTP request: " + message);
        };
    }

    private record Sink(ServerResponse response, boolean headOnly) implements HttpApi.Outgoing {
        @Override
        public void send(Reply.Whole reply) {
            response.status(reply.status());
            response.header(HeaderNames.CONTENT_TYPE, reply.contentType());
            reply.headers().forEach((name, value) -> response.header(HeaderNames.create(name), value));
            if (headOnly) {
                response.send();
            } else {
                response.send(reply.body());
            }
        }

        @Override
        public OutputStream begin(String contentType, Map<String, String> headers) {
            response.status(Status.OK_200);
            response.header(HeaderNames.CONTENT_TYPE, contentType);
            headers.forEach((name, value) -> response.header(HeaderNames.create(name), value));
            return response.outputStream();
        }

        @Override
        public void abort() {
            throw new CloseConnectionException("a streamed answer was broken off");
        }
    }
}

package org.omnigraph.server.http;

import java.util.Map;

/// Routes under their old names (http-api.md §13): their answers, errors too, say what to use instead.
final class OldNames {
    private OldNames() {}

    /// Wraps a handler; `successor` is the last segment of the route to use instead.
    static Route.Handler alias(String successor, Route.Handler handler) {
        return new Alias(
                Map.of("Deprecation", "true", "Link", "<" + successor + ">; rel=\"successor-version\""), handler);
    }

    /// The headers that every answer of a route carries, whatever it is.
    static Map<String, String> headersOf(Route route) {
        return route.handler() instanceof Alias alias ? alias.headers : Map.of();
    }

    private record Alias(Map<String, String> headers, Route.Handler handler) implements Route.Handler {
        @Override
        public Reply handle(Call call) {
            return handler.handle(call);
        }
    }
}

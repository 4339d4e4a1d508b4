package org.omnigraph.server.http;

import java.util.List;
import org.omnigraph.server.serve.ApiException;

/// One entry of the route table.
///
/// @param template a path of fixed segments and `{variables}`
/// @param access whether a bearer token is asked for
record Route(String method, String template, Access access, Handler handler) {
    private static final int LOAD_TIMES = 10;

    /// Who may come in.
    enum Access {
        /// No bearer check.
        PUBLIC,
        /// No token needed; the handler says more to those who have one.
        OPTIONAL,
        /// A known token, unless the server runs open.
        BEARER
    }

    /// Serves one request.
    @FunctionalInterface
    interface Handler {
        /// Answers, or throws what a client should see.
        ///
        /// @throws ApiException for every error a client should see
        Reply handle(Call call);
    }

    /// How many times the usual time a request may last: loads bring much and write much.
    int times() {
        return isLoad() ? LOAD_TIMES : 1;
    }

    /// True if the path brings records.
    boolean isLoad() {
        return template.endsWith("/load") || template.endsWith("/load/ndjson") || template.endsWith("/ingest");
    }

    List<String> segments() {
        return List.of(template.substring(1).split("/", -1));
    }

    /// True if the path names a graph.
    boolean isGraphRoute() {
        return template.startsWith("/graphs/{graph_id}");
    }
}

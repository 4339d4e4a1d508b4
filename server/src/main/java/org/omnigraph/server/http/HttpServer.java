package org.omnigraph.server.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.omnigraph.server.boot.ServedCluster;
import org.omnigraph.server.serve.Admission;
import org.omnigraph.server.serve.RequestIds;
import org.omnigraph.server.serve.ServerLimits;
import org.omnigraph.server.serve.ServerMetrics;
import org.omnigraph.server.serve.Workbench;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.ids.IdSource;

/// The listening server: one cluster, its routes, and a graceful end.
public final class HttpServer implements AutoCloseable {
    private static final Duration GRACE = Duration.ofSeconds(25);

    private final HttpListener listener;
    private final AtomicBoolean draining;
    private final String host;

    private HttpServer(HttpListener listener, AtomicBoolean draining, String host) {
        this.listener = listener;
        this.draining = draining;
        this.host = host;
    }

    /// Binds and serves. Returns once the socket is bound.
    ///
    /// @param bench where queries and writes are done
    /// @param damage what is wrong with served graphs, by id; answers at once
    /// @param requestIds names for requests that bring none
    /// @throws IllegalStateException if the address cannot be bound
    /// @throws IllegalArgumentException if the TLS files cannot be used
    public static HttpServer start(
            ServedCluster cluster,
            HttpOptions options,
            ServerLimits limits,
            Workbench bench,
            Supplier<SortedMap<String, List<Diagnostic>>> damage,
            IdSource requestIds) {
        ServerMetrics metrics = new ServerMetrics();
        AtomicBoolean draining = new AtomicBoolean();
        HttpApi api = new HttpApi(
                () -> cluster,
                routes(limits, new HealthRoutes(metrics, draining::get, damage), metrics),
                metrics,
                bench,
                new RequestIds(requestIds));
        return new HttpServer(HttpListener.start(api, options), draining, options.host());
    }

    /// Looks at the TLS files, before anything else is begun.
    ///
    /// @throws IllegalArgumentException if they cannot be used
    public static void check(HttpOptions options) {
        options.tls().ifPresent(TlsContext::new);
    }

    private static List<Route> routes(ServerLimits limits, HealthRoutes health, ServerMetrics metrics) {
        Admission admission = new Admission(limits.actorRequestsMax(), limits.actorBytesMax(), System::nanoTime);
        List<Route> routes = new ArrayList<>();
        routes.addAll(health.routes());
        routes.addAll(CatalogRoutes.routes());
        routes.addAll(new QueryRoutes(admission, metrics).routes());
        routes.addAll(new LoadRoutes(admission).routes());
        routes.addAll(new ExportRoute().routes());
        return routes;
    }

    public int port() {
        return listener.port();
    }

    /// `HOST:PORT` with the real port; an IPv6 host stands in brackets.
    public String address() {
        String shown = host.contains(":") ? "[" + host + "]" : host;
        return shown + ":" + port();
    }

    /// Readiness says `draining` from now on; everything is still served.
    public void announceLeaving() {
        draining.set(true);
    }

    /// Accepts no more connections, lets requests in flight finish, then closes everything.
    ///
    /// @return method and path of what did not finish in time
    public List<String> leave(Duration grace) throws InterruptedException {
        announceLeaving();
        listener.closeEntrance();
        List<String> unfinished = listener.awaitQuiet(grace) ? List.of() : listener.unfinished();
        listener.stop();
        return unfinished;
    }

    /// Leaves within the usual time.
    @Override
    public void close() {
        try {
            leave(GRACE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            listener.stop();
        }
    }
}

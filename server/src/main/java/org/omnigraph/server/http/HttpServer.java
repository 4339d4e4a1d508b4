package org.omnigraph.server.http;

import io.helidon.webserver.WebServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.omnigraph.server.boot.ServedCluster;
import org.omnigraph.server.serve.Admission;
import org.omnigraph.server.serve.ServerLimits;
import org.omnigraph.server.serve.ServerMetrics;
import org.omnigraph.state.ids.IdSource;

/// The listening server: one cluster, its routes, and a graceful end.
public final class HttpServer implements AutoCloseable {
    private static final Duration GRACE_PERIOD = Duration.ofSeconds(30);

    private final WebServer listener;
    private final AtomicBoolean draining;
    private final String host;

    private HttpServer(WebServer listener, AtomicBoolean draining, String host) {
        this.listener = listener;
        this.draining = draining;
        this.host = host;
    }

    /// Binds and serves. Returns once the socket is bound.
    ///
    /// @throws IllegalStateException if the address cannot be bound
    public static HttpServer start(
            ServedCluster cluster, String host, int port, ServerLimits limits, IdSource reportIds) {
        ServerMetrics metrics = new ServerMetrics();
        AtomicBoolean draining = new AtomicBoolean();
        HttpApi api = new HttpApi(() -> cluster, routes(limits, metrics, draining), metrics, reportIds);
        WebServer listener = HttpListener.create(api, host, port, GRACE_PERIOD);
        listener.start();
        if (!listener.isRunning()) {
            throw new IllegalStateException("the socket is not bound");
        }
        return new HttpServer(listener, draining, host);
    }

    private static List<Route> routes(ServerLimits limits, ServerMetrics metrics, AtomicBoolean draining) {
        Admission admission = new Admission(limits.actorRequestsMax(), limits.actorBytesMax());
        List<Route> routes = new ArrayList<>();
        routes.addAll(new HealthRoutes(metrics, draining::get).routes());
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

    /// Stops accepting, lets requests in flight finish, closes.
    @Override
    public void close() {
        if (draining.compareAndSet(false, true)) {
            listener.stop();
        }
    }
}

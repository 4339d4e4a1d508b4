package org.omnigraph.server.http;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.omnigraph.server.serve.ApiError;

/// The HTTP library's side of the API: turns its requests and responses into ours, and bounds what clients may take.
/// One handler takes every request; routing is the route table's. Handlers block, so each request has a virtual
/// thread; the library's own few threads only move bytes.
final class HttpListener {
    private static final int HEADER_BYTES_MAX = 16_384;
    private static final int URI_BYTES_MAX = 8_192;
    private static final int ACCEPT_QUEUE = 1_024;
    private static final long IDLE_WHEN_FULL_MILLIS = 2_000;
    private static final long SWEEP_MILLIS_MAX = 1_000;
    private static final Duration SETTLED = Duration.ofMillis(250);
    private static final int LIBRARY_THREADS = 16;
    private static final UriCompliance ANY_PATH = UriCompliance.UNSAFE;

    private final Server server;
    private final ServerConnector connector;
    private final Connections connections;
    private final AtomicBoolean leaving = new AtomicBoolean();
    private final Requests requests = new Requests();
    private final GoneClients goneClients = new GoneClients();

    private HttpListener(HttpApi api, HttpOptions options) {
        QueuedThreadPool threads = new QueuedThreadPool(LIBRARY_THREADS);
        threads.setName("http");
        threads.setVirtualThreadsExecutor(Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("request").factory()));
        this.server = new Server(threads);
        this.connections = new Connections(options.patience().idle());
        this.connector = new ServerConnector(server, 1, 1, factories(options, server));
        connector.setHost(options.host());
        connector.setPort(options.port());
        connector.setIdleTimeout(options.patience().idle().toMillis());
        connector.setAcceptQueueSize(ACCEPT_QUEUE);
        connector.addBean(connections);
        server.addConnector(connector);
        NetworkConnectionLimit limit = new NetworkConnectionLimit(options.connectionsMax(), server);
        limit.setEndPointIdleTimeout(IDLE_WHEN_FULL_MILLIS);
        server.addBean(limit);
        server.setErrorHandler(new JsonErrors());
        server.setStopTimeout(0);
        server.setHandler(new Entrance(api, options.patience()));
    }

    /// Binds and serves.
    ///
    /// @throws IllegalStateException if the address cannot be bound
    static HttpListener start(HttpApi api, HttpOptions options) {
        HttpListener listener = new HttpListener(api, options);
        try {
            listener.server.start();
        } catch (Exception e) {
            listener.stop();
            throw new IllegalStateException("the socket is not bound", e);
        }
        listener.sweepEvery(Math.clamp(options.patience().idle().toMillis() / 4, 10, SWEEP_MILLIS_MAX));
        return listener;
    }

    private static ConnectionFactory[] factories(HttpOptions options, Server server) {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(HEADER_BYTES_MAX);
        http.setHttpCompliance(HttpCompliance.STRICT);
        http.setUriCompliance(ANY_PATH);
        http.setIdleTimeout(options.patience().idle().toMillis());
        if (options.tls().isEmpty()) {
            return new ConnectionFactory[] {new HttpConnectionFactory(http), new HTTP2CServerConnectionFactory(http)};
        }
        http.addCustomizer(new SecureRequestCustomizer(false));
        TlsContext tls = new TlsContext(options.tls().get());
        server.addBean(tls);
        ALPNServerConnectionFactory alpn = new ALPNServerConnectionFactory();
        alpn.setDefaultProtocol("http/1.1");
        return new ConnectionFactory[] {
            new SslConnectionFactory(tls.factory(), alpn.getProtocol()),
            alpn,
            new HTTP2ServerConnectionFactory(http),
            new HttpConnectionFactory(http)
        };
    }

    private void sweepEvery(long millis) {
        server.getScheduler()
                .schedule(
                        () -> {
                            connections.sweep();
                            if (server.isRunning()) {
                                sweepEvery(millis);
                            }
                        },
                        millis,
                        TimeUnit.MILLISECONDS);
    }

    int port() {
        return connector.getLocalPort();
    }

    /// Requests that are not answered yet.
    List<String> unfinished() {
        return requests.names();
    }

    /// Accepts no more connections and lets each connection's next answer be its last.
    void closeEntrance() {
        leaving.set(true);
        connector.close();
    }

    /// Waits until nothing is in flight; connections that only wait do not count.
    ///
    /// @return true if all was answered in time
    boolean awaitQuiet(Duration limit) throws InterruptedException {
        return requests.awaitQuiet(SETTLED, () -> connections.count() == 0, limit);
    }

    /// Closes every connection, whatever it does.
    void stop() {
        connections.closeIdle();
        LifeCycle.stop(server);
        goneClients.close();
    }

    /// Takes every request.
    private final class Entrance extends Handler.Abstract {
        private final HttpApi api;
        private final HttpOptions.Patience patience;

        Entrance(HttpApi api, HttpOptions.Patience patience) {
            this.api = api;
            this.patience = patience;
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            Connection connection = request.getConnectionMetaData().getConnection();
            connections.began(connection);
            Object ticket = requests.began(
                    request.getMethod() + " " + request.getHttpURI().getPath());
            Request.addCompletionListener(request, _ -> {
                requests.ended(ticket);
                connections.ended(connection);
            });
            // A query may last longer than a connection may idle; bodies and answers have their own bounds.
            request.addIdleTimeoutListener(_ -> false);
            serve(request, new Exchange(request, response, callback, patience, goneClients, leaving.get()));
            return true;
        }

        private void serve(Request request, Exchange exchange) {
            String rawPath = request.getHttpURI().getPath();
            String rawQuery = request.getHttpURI().getQuery();
            String path = rawPath == null ? "/" : rawPath;
            String query = rawQuery == null ? "" : rawQuery;
            if (path.length() + query.length() > URI_BYTES_MAX) {
                exchange.send(Reply.of(JsonErrors.error(414, "")));
                return;
            }
            List<String> segments;
            Map<String, List<String>> parameters;
            try {
                segments = PercentText.segments(path);
            } catch (IllegalArgumentException e) {
                exchange.send(Reply.of(ApiError.badRequest("the path is not well percent-encoded")));
                return;
            }
            try {
                parameters = PercentText.query(query);
            } catch (IllegalArgumentException e) {
                exchange.send(Reply.of(ApiError.badRequest("the query string is not well percent-encoded")));
                return;
            }
            RequestBody body = new RequestBody(request.getLength(), exchange::body);
            api.handle(
                    new HttpApi.Incoming(request.getMethod(), segments, parameters, exchange.headers(), body),
                    exchange);
        }
    }
}

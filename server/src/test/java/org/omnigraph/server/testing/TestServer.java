package org.omnigraph.server.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.omnigraph.engine.work.MemoryPool;
import org.omnigraph.server.boot.GraphWatch;
import org.omnigraph.server.boot.ServedCluster;
import org.omnigraph.server.http.HttpOptions;
import org.omnigraph.server.http.HttpServer;
import org.omnigraph.server.serve.ServerLimits;
import org.omnigraph.server.serve.Workbench;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.json.Json;
import org.omnigraph.state.testing.SequenceIds;

/// A listening server on a free port and a client for it.
public final class TestServer implements AutoCloseable {
    private final ServedCluster cluster;
    private final HttpServer server;
    private final Workbench bench;
    private final HttpClient client = HttpClient.newHttpClient();

    public TestServer(ServedCluster cluster) {
        this(cluster, new ServerLimits(16, 4_294_967_296L));
    }

    public TestServer(ServedCluster cluster, ServerLimits limits) {
        this(cluster, limits, HttpOptions.plain("127.0.0.1", 0));
    }

    public TestServer(ServedCluster cluster, ServerLimits limits, HttpOptions options) {
        this(cluster, limits, options, Workbench.ofMachine(new MemoryPool(256L << 20), Duration.ofSeconds(60)));
    }

    public TestServer(ServedCluster cluster, ServerLimits limits, HttpOptions options, Workbench bench) {
        this(cluster, limits, options, bench, TreeMap::new);
    }

    /// @param damage see [HttpServer#start]
    public TestServer(
            ServedCluster cluster,
            ServerLimits limits,
            HttpOptions options,
            Workbench bench,
            Supplier<SortedMap<String, List<Diagnostic>>> damage) {
        this.cluster = cluster;
        this.bench = bench;
        this.server = HttpServer.start(cluster, options, limits, bench, damage, new SequenceIds("REPORT"));
    }

    /// A server that looks after its graphs.
    public static TestServer watching(ServedCluster cluster, GraphWatch watch) {
        return new TestServer(
                cluster,
                new ServerLimits(16, 4_294_967_296L),
                HttpOptions.plain("127.0.0.1", 0),
                Workbench.ofMachine(new MemoryPool(256L << 20), Duration.ofSeconds(60)),
                watch);
    }

    /// An answer, read whole.
    public record Answer(int status, String body, HttpResponse<String> response) {
        public JsonNode json() {
            return Json.parse(body);
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    public HttpServer server() {
        return server;
    }

    public int port() {
        return server.port();
    }

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }

    /// A request with a token, or without one if it is empty.
    public HttpRequest.Builder request(String path, String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    public Answer get(String path, String token) {
        return send(request(path, token).GET());
    }

    public Answer post(String path, String token, String json) {
        return send(request(path, token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    public Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response =
                    client.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            return new Answer(response.statusCode(), response.body(), response);
        } catch (IOException e) {
            throw new AssertionError("the request failed: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    public HttpClient client() {
        return client;
    }

    @Override
    public void close() {
        client.close();
        server.close();
        bench.close();
        cluster.close();
    }
}

package org.omnigraph.cli;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;

/// A server that refuses with one status and body until a request is as it wants it.
final class StandInServer implements AutoCloseable {
    private static final String LOADED = "{\"branch\":\"main\",\"base_branch\":null,\"branch_created\":false,"
            + "\"mode\":\"merge\",\"nodes\":[],\"edges\":[],\"total_entities\":0,\"actor_id\":\"me\",\"commit\":null}";

    private final HttpServer http;

    /// What the stand-in sees of a request.
    record Asked(String uri, String bearer, int number) {}

    private StandInServer(HttpServer http) {
        this.http = http;
    }

    static StandInServer refusing(int status, String body, Predicate<Asked> content) throws IOException {
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        int[] number = {0};
        http.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            String bearer = exchange.getRequestHeaders().getFirst("Authorization");
            Asked asked = new Asked(exchange.getRequestURI().toString(), bearer == null ? "" : bearer, number[0]++);
            boolean good = content.test(asked);
            byte[] bytes = (good ? asked.uri().contains("/load/") ? LOADED : "{\"graphs\":[]}" : body)
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(good ? 200 : status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        http.start();
        return new StandInServer(http);
    }

    String url() {
        return "http://127.0.0.1:" + http.getAddress().getPort();
    }

    @Override
    public void close() {
        http.stop(0);
    }
}

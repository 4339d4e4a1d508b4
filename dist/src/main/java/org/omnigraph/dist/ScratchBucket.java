package org.omnigraph.dist;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/// Just enough of an S3 server, in memory and on loopback, for the training runs to walk the way that commands
/// take to an
/// object store: put with conditions, get with ranges, head, delete, list. It looks at no signature.
final class ScratchBucket implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, byte[]> objects = new ConcurrentSkipListMap<>();

    private ScratchBucket(HttpServer server) {
        this.server = server;
    }

    static ScratchBucket start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ScratchBucket bucket = new ScratchBucket(server);
        server.setExecutor(bucket.threads);
        server.createContext("/", bucket::answer);
        server.start();
        return bucket;
    }

    /// What a program must have in its environment to reach it.
    Map<String, String> environment() {
        return Map.of(
                "AWS_ENDPOINT_URL_S3",
                "http://127.0.0.1:" + server.getAddress().getPort(),
                "AWS_REGION",
                "us-east-1",
                "AWS_ACCESS_KEY_ID",
                "scratch",
                "AWS_SECRET_ACCESS_KEY",
                "scratch");
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String key = exchange.getRequestURI().getPath();
            byte[] body = exchange.getRequestBody().readAllBytes();
            switch (exchange.getRequestMethod()) {
                case "PUT" -> put(exchange, key, body);
                case "DELETE" -> {
                    objects.remove(key);
                    exchange.sendResponseHeaders(204, -1);
                }
                default -> {
                    String query = exchange.getRequestURI().getRawQuery();
                    if (query != null && query.contains("list-type=2")) {
                        list(exchange, key, query);
                    } else {
                        get(exchange, objects.get(key));
                    }
                }
            }
        }
    }

    private void put(HttpExchange exchange, String key, byte[] body) throws IOException {
        byte @Nullable [] before = objects.get(key);
        String expected = exchange.getRequestHeaders().getFirst("If-Match");
        boolean mustBeNew = exchange.getRequestHeaders().containsKey("If-None-Match");
        if ((mustBeNew && before != null) || (expected != null && (before == null || !expected.equals(tag(before))))) {
            refuse(exchange, 412, "PreconditionFailed");
            return;
        }
        objects.put(key, body);
        exchange.getResponseHeaders().set("ETag", tag(body));
        exchange.sendResponseHeaders(200, -1);
    }

    private static void get(HttpExchange exchange, byte @Nullable [] object) throws IOException {
        boolean head = exchange.getRequestMethod().equals("HEAD");
        if (object == null) {
            if (head) {
                exchange.sendResponseHeaders(404, -1);
            } else {
                refuse(exchange, 404, "NoSuchKey");
            }
            return;
        }
        exchange.getResponseHeaders().set("ETag", tag(object));
        exchange.getResponseHeaders().set("Last-Modified", "Thu, 01 Jan 2026 00:00:00 GMT");
        String range = exchange.getRequestHeaders().getFirst("Range");
        byte[] sent = object;
        if (range != null) {
            String[] ends = range.substring("bytes=".length()).split("-", -1);
            int from = Integer.parseInt(ends[0]);
            int to = ends[1].isEmpty() ? object.length : Math.min(object.length, Integer.parseInt(ends[1]) + 1);
            sent = Arrays.copyOfRange(object, from, to);
            exchange.getResponseHeaders().set("Content-Range", "bytes " + from + "-" + (to - 1) + "/" + object.length);
        }
        if (head) {
            exchange.getResponseHeaders().set("Content-Length", Integer.toString(object.length));
            exchange.sendResponseHeaders(200, -1);
            return;
        }
        send(exchange, range == null ? 200 : 206, sent);
    }

    private void list(HttpExchange exchange, String bucket, String query) throws IOException {
        String prefix = "";
        for (String pair : query.split("&", -1)) {
            if (pair.startsWith("prefix=")) {
                prefix = URLDecoder.decode(pair.substring("prefix=".length()), StandardCharsets.UTF_8);
            }
        }
        String root = bucket.endsWith("/") ? bucket : bucket + "/";
        StringBuilder text = new StringBuilder("<ListBucketResult><IsTruncated>false</IsTruncated>");
        for (Map.Entry<String, byte[]> object : objects.entrySet()) {
            if (object.getKey().startsWith(root + prefix)) {
                text.append("<Contents><Key>")
                        .append(object.getKey().substring(root.length()))
                        .append("</Key><LastModified>")
                        .append(Instant.EPOCH)
                        .append("</LastModified><Size>")
                        .append(object.getValue().length)
                        .append("</Size></Contents>");
            }
        }
        send(exchange, 200, text.append("</ListBucketResult>").toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void refuse(HttpExchange exchange, int status, String code) throws IOException {
        String text = "<Error><Code>" + code + "</Code><Message>" + code + "</Message></Error>";
        send(exchange, status, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/xml");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private static String tag(byte[] body) {
        return "\"" + HexFormat.of().toHexDigits(Arrays.hashCode(body)) + "-" + body.length + "\"";
    }
}

package org.omnigraph.controlplane.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.omnigraph.catalog.address.GraphId;
import org.omnigraph.controlplane.shell.InterruptedCommand;
import org.omnigraph.controlplane.shell.Refusal;
import org.omnigraph.engine.api.LoadMode;
import org.omnigraph.engine.api.ProgressListener;
import org.omnigraph.engine.api.ReadTarget;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.json.InvalidJsonException;
import org.omnigraph.state.json.Json;

/// A graph reached through a server's HTTP API (http-api.md §8). The server decides who the caller is and what is
/// allowed; nothing is retried here.
final class ServedGraph implements GraphClient {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final int ERROR_MAX_BYTES = 1 << 20;

    private final HttpClient http;
    private final String base;
    private final String token;

    private ServedGraph(HttpClient http, String base, String token) {
        this.http = http;
        this.base = base;
        this.token = token;
    }

    static ServedGraph at(String url, String graph, String token) {
        String lower = url.toLowerCase(Locale.ROOT);
        if (!lower.startsWith("http://") && !lower.startsWith("https://")) {
            throw Refusal.usage(
                    "`" + url + "` is no server's base URL", "Give --server http://HOST:PORT, and --graph ID.");
        }
        if (!GraphId.isValid(graph)) {
            throw Refusal.usage("--server needs --graph with a graph's id", "Give --graph ID.");
        }
        String trimmed = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
        try {
            URI uri = URI.create(trimmed);
            if (uri.getHost() == null) {
                throw Refusal.usage("`" + url + "` names no host", "Give --server http://HOST:PORT.");
            }
        } catch (IllegalArgumentException e) {
            throw Refusal.usage("`" + url + "` is no URL", "Give --server http://HOST:PORT.");
        }
        HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_TIMEOUT)
                .build();
        return new ServedGraph(http, trimmed + "/graphs/" + graph, token);
    }

    @Override
    public String location() {
        return base;
    }

    @Override
    public ObjectNode query(String source, String name, ObjectNode params, ReadTarget target) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("query", source);
        putUnlessEmpty(body, "name", name);
        body.set("params", params);
        switch (target) {
            case ReadTarget.Branch branch -> body.put("branch", branch.name());
            case ReadTarget.Snapshot snapshot -> body.put("snapshot", snapshot.id());
        }
        return post("/query", body);
    }

    @Override
    public ObjectNode mutate(String source, String name, ObjectNode params, String branch, String ifCommit) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("query", source);
        putUnlessEmpty(body, "name", name);
        body.set("params", params);
        body.put("branch", branch);
        if (ifCommit.isEmpty()) {
            return post("/mutate", body);
        }
        HttpRequest request = request("/mutate/if-graph-commit", "application/json")
                .header("Omnigraph-If-Graph-Commit", ifCommit)
                .POST(HttpRequest.BodyPublishers.ofString(Json.compact(body)))
                .build();
        return object(send(request));
    }

    @Override
    public ObjectNode load(InputStream ndjson, LoadMode mode, String branch, ProgressListener progress) {
        String query = "?mode=" + mode.wireName() + "&branch=" + encoded(branch);
        HttpRequest request = request("/load/ndjson" + query, "application/x-ndjson")
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> ndjson))
                .build();
        return object(send(request));
    }

    @Override
    public long export(ReadTarget target, List<String> typeNames, OutputStream out) throws IOException {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        switch (target) {
            case ReadTarget.Branch branch -> body.put("branch", branch.name());
            case ReadTarget.Snapshot snapshot ->
                throw Refusal.usage("a server exports branches only", "Leave --snapshot out, or use --store.");
        }
        typeNames.forEach(body.putArray("type_names")::add);
        HttpRequest request = request("/export", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(Json.compact(body)))
                .build();
        long lines = 0;
        try (InputStream stream = send(request)) {
            byte[] buffer = new byte[1 << 16];
            int length = stream.read(buffer);
            while (length >= 0) {
                for (int i = 0; i < length; i++) {
                    lines += buffer[i] == '\n' ? 1 : 0;
                }
                out.write(buffer, 0, length);
                length = stream.read(buffer);
            }
        }
        return lines;
    }

    @Override
    public String schemaSource(ReadTarget target) {
        if (!target.equals(ReadTarget.MAIN)) {
            throw Refusal.usage("a server shows the schema of main only", "Leave --branch and --snapshot out.");
        }
        return object(send(request("/schema", "").GET().build()))
                .path("schema_source")
                .asText();
    }

    @Override
    public void close() {
        http.close();
    }

    private ObjectNode post(String path, ObjectNode body) {
        HttpRequest request = request(path, "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(Json.compact(body)))
                .build();
        return object(send(request));
    }

    private HttpRequest.Builder request(String path, String contentType) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(base + path));
        if (!contentType.isEmpty()) {
            builder.header("Content-Type", contentType);
        }
        if (!token.isEmpty()) {
            builder.header("Authorization", "Bearer " + token);
        }
        return builder;
    }

    private InputStream send(HttpRequest request) {
        try {
            HttpResponse<InputStream> response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            if (response.statusCode() == 200) {
                return response.body();
            }
            try (InputStream body = response.body()) {
                throw ServedErrors.of(response.statusCode(), body.readNBytes(ERROR_MAX_BYTES), base);
            }
        } catch (IOException e) {
            String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            throw Refusal.of(DiagnosticCode.SERVER_UNREACHABLE, base, "the request failed: " + reason);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedCommand();
        }
    }

    private ObjectNode object(InputStream body) {
        try (body) {
            JsonNode node = Json.parse(body.readAllBytes());
            if (node instanceof ObjectNode object) {
                return object;
            }
            throw Refusal.of(DiagnosticCode.SERVER_FAILED, base, "the answer is not what this program understands");
        } catch (InvalidJsonException e) {
            throw Refusal.of(DiagnosticCode.SERVER_FAILED, base, "the answer is not JSON");
        } catch (IOException e) {
            throw Refusal.of(DiagnosticCode.SERVER_UNREACHABLE, base, "the answer broke off");
        }
    }

    private static void putUnlessEmpty(ObjectNode body, String name, String value) {
        if (!value.isEmpty()) {
            body.put(name, value);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

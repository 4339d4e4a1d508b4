package org.omnigraph.cli.quickstart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.omnigraph.cli.shell.InterruptedCommand;
import org.omnigraph.state.json.InvalidJsonException;
import org.omnigraph.state.json.Json;

/// One HTTP request to the server, as any client would send it.
final class ServerCall {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String base;

    ServerCall(String address) {
        this.base = "http://" + address;
    }

    /// What came back; the body is an empty object if it is no JSON.
    record Answer(int status, JsonNode body) {}

    /// Invokes a stored query.
    ///
    /// @param token empty to send none
    Answer storedQuery(String graph, String query, ObjectNode params, String token) throws IOException {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.set("params", params);
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(base + "/graphs/" + graph + "/queries/" + query))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(Json.compact(body)));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        try (HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PATIENCE)
                .build()) {
            HttpResponse<byte[]> response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            return new Answer(response.statusCode(), parse(response.body()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedCommand();
        }
    }

    private static JsonNode parse(byte[] body) {
        try {
            return Json.parse(body);
        } catch (InvalidJsonException e) {
            return JsonNodeFactory.instance.objectNode().put("text", new String(body, StandardCharsets.UTF_8));
        }
    }
}

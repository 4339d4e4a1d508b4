package org.omnigraph.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.omnigraph.cli.profile.Servers;
import org.omnigraph.cli.shell.InterruptedCommand;
import org.omnigraph.cli.shell.Refusal;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.json.InvalidJsonException;
import org.omnigraph.state.json.Json;

/// The HTTP calls below one base address, with one token. Nothing is retried and no redirect is followed: a
/// token goes where it was meant to go.
final class ServerCalls implements AutoCloseable {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final int ERROR_MAX_BYTES = 1 << 20;

    private final HttpClient http;
    private final String base;
    private final String token;

    /// @param below what every path begins with
    ServerCalls(Servers.Reached server, String below) {
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_TIMEOUT)
                .build();
        this.base = server.url() + below;
        this.token = server.token();
    }

    String base() {
        return base;
    }

    HttpRequest.Builder request(String path, String contentType) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(base + path));
        if (!contentType.isEmpty()) {
            builder.header("Content-Type", contentType);
        }
        if (!token.isEmpty()) {
            builder.header("Authorization", "Bearer " + token);
        }
        return builder;
    }

    InputStream send(HttpRequest request) {
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

    ObjectNode object(InputStream body) {
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

    @Override
    public void close() {
        http.close();
    }
}

package org.omnigraph.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.omnigraph.server.testing.TestCluster;
import org.omnigraph.server.testing.TestServer;

/// How answers travel: compressed when asked for, over HTTP/2 in clear text, and without bodies for HEAD.
class AnswersTest {
    private static final String G = "/graphs/library";

    private final TestCluster cluster = TestCluster.small().apply();
    private final TestServer server = new TestServer(cluster.served(""));

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpResponse<byte[]> fetch(HttpRequest request) throws Exception {
        return server.client().send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    private static String unzipped(byte[] bytes) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void longAnswer_isCompressed_whenAskedFor() throws Exception {
        String title = "{\"params\": {\"title\": \"" + "x".repeat(5_000) + "\"}}";
        HttpRequest.Builder request = server.request(G + "/queries/notes", "")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(title));
        HttpResponse<byte[]> plain = fetch(request.build());
        HttpResponse<byte[]> zipped =
                fetch(request.header("Accept-Encoding", "br, gzip;q=0.5").build());
        assertThat(plain.headers().firstValue("content-encoding")).isEmpty();
        assertThat(plain.headers().firstValue("vary")).hasValue("Accept-Encoding");
        assertThat(zipped.headers().firstValue("content-encoding")).hasValue("gzip");
        assertThat(zipped.body().length).isLessThan(500);
        assertThat(unzipped(zipped.body())).isEqualTo(new String(plain.body(), StandardCharsets.UTF_8));
        HttpResponse<byte[]> brief = fetch(
                server.request("/healthz", "").header("Accept-Encoding", "gzip").build());
        assertThat(brief.headers().firstValue("content-encoding")).isEmpty();
    }

    @Test
    void stream_isCompressed_whenAskedFor() throws Exception {
        cluster.engine.graph("library").put("{\"type\":\"Note\"}", 10_000);
        HttpResponse<byte[]> zipped = fetch(server.request(G + "/export", "")
                .header("Content-Type", "application/json")
                .header("Accept-Encoding", "gzip")
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build());
        assertThat(zipped.headers().firstValue("content-encoding")).hasValue("gzip");
        assertThat(unzipped(zipped.body()).lines()).hasSize(10_000);
    }

    @Test
    void acceptEncoding_isReadAsTheStandardSays() {
        assertThat(Gzip.accepted(List.of())).isFalse();
        assertThat(Gzip.accepted(List.of("br"))).isFalse();
        assertThat(Gzip.accepted(List.of("GZIP"))).isTrue();
        assertThat(Gzip.accepted(List.of("gzip;q=0", "*"))).isFalse();
        assertThat(Gzip.accepted(List.of("*"))).isTrue();
        assertThat(Gzip.accepted(List.of("*;q=0.0"))).isFalse();
        assertThat(Gzip.accepted(List.of("identity", "gzip ; q=1"))).isTrue();
    }

    @Test
    void http2InClearText_isServed() throws Exception {
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build()) {
            HttpRequest.Builder get = server.request(G + "/schema", "");
            client.send(get.build(), HttpResponse.BodyHandlers.ofString());
            HttpResponse<String> second = client.send(get.build(), HttpResponse.BodyHandlers.ofString());
            assertThat(second.version()).isEqualTo(HttpClient.Version.HTTP_2);
            assertThat(second.statusCode()).isEqualTo(200);
            HttpResponse<String> upload = client.send(
                    server.request(G + "/load/ndjson", "")
                            .header("Content-Type", "application/x-ndjson")
                            .POST(HttpRequest.BodyPublishers.ofString("{\"type\":\"Note\"}\n".repeat(50_000)))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(upload.statusCode()).isEqualTo(200);
            HttpResponse<String> refused = client.send(
                    server.request("/graphs/nope/load/ndjson", "")
                            .POST(HttpRequest.BodyPublishers.ofString("x".repeat(5_000_000)))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(refused.statusCode()).isEqualTo(404);
        }
    }
}

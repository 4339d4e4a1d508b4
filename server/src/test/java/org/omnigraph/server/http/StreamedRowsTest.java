package org.omnigraph.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.omnigraph.engine.api.GraphException;
import org.omnigraph.engine.api.GraphFailure;
import org.omnigraph.engine.work.Lanes;
import org.omnigraph.engine.work.MemoryPool;
import org.omnigraph.server.serve.ServerLimits;
import org.omnigraph.server.serve.Workbench;
import org.omnigraph.server.testing.FakeRows;
import org.omnigraph.server.testing.RawClient;
import org.omnigraph.server.testing.TestCluster;
import org.omnigraph.server.testing.TestServer;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.json.Json;

/// Rows leave as they are made (http-api.md §10): an answer may be far larger than the memory of the process, and
/// neither a slow reader nor one that goes away holds on to more than its own chunk.
@Timeout(120)
class StreamedRowsTest {
    private static final String QUERY = "/graphs/library/query";
    private static final String BODY = "{\"query\": \"query q() { match { $n: Note } return { $n.body as text } }\"}";
    private static final String RAW = "POST " + QUERY + " HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\n"
            + "Connection: close\r\nContent-Length: " + BODY.length() + "\r\n\r\n" + BODY;
    private static final long POOL_BYTES = 8 << 20;
    private static final int TEXT = 65_536;
    private static final long ROWS = 1_024;

    private final TestCluster cluster = TestCluster.small().apply();
    private Workbench bench = bench();
    private TestServer server = server(HttpOptions.Patience.DEFAULT);

    private static Workbench bench() {
        return new Workbench(
                new MemoryPool(POOL_BYTES),
                new Lanes(new Lanes.Limits(1, 16, 16, 16, 16), System::nanoTime),
                Duration.ofMinutes(5));
    }

    private TestServer server(HttpOptions.Patience patience) {
        HttpOptions plain = HttpOptions.plain("127.0.0.1", 0);
        HttpOptions options = new HttpOptions(plain.host(), 0, plain.connectionsMax(), plain.tls(), patience);
        return new TestServer(cluster.served(""), new ServerLimits(16, 1L << 32), options, bench);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private FakeRows rows(FakeRows rows) {
        cluster.engine.graph("library").answerWith(rows);
        return rows;
    }

    private HttpRequest.Builder query() {
        return server.request(QUERY, "")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(BODY));
    }

    /// What a request held goes back a moment after its end was seen.
    private void awaitAllFree() {
        while (bench.lanes().started() > 0 || bench.memory().reservedBytes() > 0) {
            Thread.onSpinWait();
        }
    }

    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    void answerFarAboveTheMemory_isReadWhole(HttpClient.Version version) throws Exception {
        rows(new FakeRows(ROWS, TEXT));
        try (HttpClient client = HttpClient.newBuilder().version(version).build()) {
            HttpResponse<InputStream> answer = client.send(query().build(), HttpResponse.BodyHandlers.ofInputStream());
            long texts = 0;
            List<String> members = new ArrayList<>();
            try (JsonParser parser = Json.mapper().createParser(answer.body())) {
                while (parser.nextToken() != null) {
                    if (parser.currentToken() == JsonToken.FIELD_NAME
                            && parser.getParsingContext().getParent().inRoot()) {
                        members.add(parser.currentName());
                    }
                    boolean isText =
                            parser.currentToken() == JsonToken.VALUE_STRING && "text".equals(parser.currentName());
                    texts += isText ? parser.getTextLength() : 0;
                }
            }
            assertThat(texts).isEqualTo(ROWS * TEXT);
            assertThat(members)
                    .containsExactly("query_name", "target", "row_count", "columns", "rows", "graph_commit_id");
        }
        assertThat(bench.memory().peakBytes()).isLessThan(1 << 20);
        awaitAllFree();
    }

    @Test
    void chunks_areNoLongerThan64KiB_andTheLastOneEndsTheBody() {
        rows(new FakeRows(50, 50_000));
        try (RawClient client = new RawClient(server.port())) {
            String body = client.send(RAW).readToEnd().body();
            int at = 0;
            int size;
            do {
                int end = body.indexOf("\r\n", at);
                size = Integer.parseInt(body.substring(at, end), 16);
                assertThat(size).isLessThanOrEqualTo(TEXT);
                at = end + 2 + size + 2;
            } while (size > 0);
            assertThat(at).isEqualTo(body.length());
        }
    }

    @Test
    void readerThatStops_slowsTheQuery_andHoldsNoProcessor() {
        FakeRows big = rows(new FakeRows(ROWS, TEXT));
        try (RawClient client = new RawClient(server.port())) {
            client.send(RAW);
            awaitBlocked();
            assertThat(big.made()).isLessThan(ROWS);
            // There is one turn for all.
            rows(new FakeRows(1, 10));
            assertThat(server.send(query()).status()).isEqualTo(200);
            assertThat(bench.memory().peakBytes()).isLessThan(1 << 20);
            String rest = client.readToEnd().text();
            assertThat(rest).endsWith("\r\n0\r\n\r\n");
            assertThat(big.made()).isEqualTo(ROWS);
        }
        awaitAllFree();
    }

    @Test
    void readerThatStopsForTooLong_losesItsAnswer() {
        server.close();
        bench = bench();
        server = server(new HttpOptions.Patience(Duration.ofSeconds(1), Duration.ofSeconds(5), 1 << 20));
        FakeRows big = rows(new FakeRows(ROWS, TEXT));
        try (RawClient client = new RawClient(server.port())) {
            client.send(RAW);
            while (big.made() == 0) {
                Thread.onSpinWait();
            }
            awaitAllFree();
            assertThat(big.made()).isLessThan(ROWS);
            assertThat(client.readToEnd().text()).doesNotEndWith("\r\n0\r\n\r\n");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void readerThatGoesAway_freesWhatItsAnswerHeld(boolean withReset) {
        FakeRows big = rows(new FakeRows(Long.MAX_VALUE, TEXT));
        try (RawClient client = new RawClient(server.port())) {
            client.send(RAW);
            awaitBlocked();
            if (withReset) {
                client.reset();
            }
        }
        awaitAllFree();
        assertThat(big.made()).isPositive();
        String metrics;
        do {
            metrics = server.get("/metrics", "").body();
        } while (!metrics.contains("query\",status"));
        assertThat(metrics).contains("query\",status=\"499\"} 1").doesNotContain("status=\"500\"");
    }

    /// Waits until the query has begun to write and waits for its reader.
    private void awaitBlocked() {
        while (bench.lanes().started() == 0 || bench.lanes().working() > 0) {
            Thread.onSpinWait();
        }
    }

    // ---- failures --------------------------------------------------------------------------------------------

    @Test
    void failureAfterTheFirstChunk_breaksTheTransfer() {
        rows(new FakeRows(100, TEXT).failingAt(50, new IllegalStateException("late")));
        assertThatThrownBy(() -> server.client().send(query().build(), HttpResponse.BodyHandlers.ofString()))
                .isInstanceOf(IOException.class);
        try (RawClient client = new RawClient(server.port())) {
            RawClient.Answer answer = client.send(RAW).readToEnd();
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.closed()).isTrue();
            assertThat(answer.text()).doesNotEndWith("\r\n0\r\n\r\n");
        }
        awaitAllFree();
    }

    @Test
    void failureWithinTheFirstChunk_isAnHonestError() {
        rows(new FakeRows(100, 100)
                .failingAt(
                        50,
                        new GraphException(
                                DiagnosticCode.BUDGET_EXCEEDED,
                                "too much",
                                new GraphFailure.ResourceLimit("time", 1, 2))));
        TestServer.Answer answer = server.send(query());
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.json().path("resource_limit").path("resource").asText())
                .isEqualTo("time");
    }

    // ---- shapes ----------------------------------------------------------------------------------------------

    @Test
    void smallAnswer_hasALength_andTheContractsMembers() {
        rows(new FakeRows(2, 1));
        TestServer.Answer answer = server.send(query());
        assertThat(answer.body())
                .isEqualTo("{\"query_name\":\"q\",\"target\":{\"branch\":\"main\",\"snapshot\":null},\"row_count\":2,"
                        + "\"columns\":[\"text\"],\"rows\":[{\"text\":\"x\"},{\"text\":\"x\"}],"
                        + "\"graph_commit_id\":\"commit-1\"}");
        assertThat(answer.header("content-length"))
                .isEqualTo(Integer.toString(answer.body().length()));
        TestServer.Answer legacy =
                server.post("/graphs/library/read", "", BODY.replace("{\"query\"", "{\"query_source\""));
        assertThat(legacy.body()).endsWith("\"rows\":[{\"text\":\"x\"},{\"text\":\"x\"}]}");
    }

    @Test
    void lines_comeWhenTheyAreAskedFor_andSayThatTheyAreAll() {
        rows(new FakeRows(2, 1));
        TestServer.Answer answer =
                server.send(query().header("Accept", "application/json;q=0.5, Application/X-NDJSON"));
        assertThat(answer.header("content-type")).isEqualTo("application/x-ndjson; charset=utf-8");
        assertThat(answer.body())
                .isEqualTo("{\"text\":\"x\"}\n{\"text\":\"x\"}\n"
                        + "{\"end\":{\"row_count\":2,\"graph_commit_id\":\"commit-1\"}}\n");
        rows(new FakeRows(0, 1));
        assertThat(server.send(query().header("Accept", "application/x-ndjson")).body())
                .isEqualTo("{\"end\":{\"row_count\":0,\"graph_commit_id\":\"commit-1\"}}\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*/*",
                "application/*",
                "application/json",
                "application/x-ndjson;q=0",
                "application/json, application/x-ndjson;q=0.9"
            })
    void lines_doNotCome_whereAnObjectIsPreferred(String accept) {
        rows(new FakeRows(2, 1));
        TestServer.Answer answer = server.send(query().header("Accept", accept));
        assertThat(answer.header("content-type")).isEqualTo("application/json");
        assertThat(answer.json().path("row_count").asInt()).isEqualTo(2);
    }

    @Test
    void lines_thatBreakOff_haveNoEnd() {
        rows(new FakeRows(100, TEXT).failingAt(50, new IllegalStateException("late")));
        try (RawClient client = new RawClient(server.port())) {
            String text = client.send(RAW.replace("Host: h", "Host: h\r\nAccept: application/x-ndjson"))
                    .readToEnd()
                    .text();
            assertThat(text).contains("{\"text\":\"x").doesNotContain("\"end\"").doesNotEndWith("\r\n0\r\n\r\n");
        }
    }
}

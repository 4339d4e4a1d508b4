package org.omnigraph.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.omnigraph.server.testing.TestCluster;
import org.omnigraph.server.testing.TestServer;
import org.omnigraph.state.json.Json;
import org.omnigraph.state.testing.Report;
import org.slf4j.LoggerFactory;

/// A name that can be no name is refused wherever it stands in a request, before policy is asked or anything logged.
class HostileNamesTest {
    private static final String MARK = "forged-by-a-test";
    private static final List<String> BAD = List.of(
            "\n",
            "\r",
            "\t",
            "\u0000",
            "\u001b[2J",
            "\u007f",
            "\u0085",
            "\u009b",
            "\u2028",
            "\u2029",
            "\u202e",
            "\u200b",
            "x".repeat(257));

    private final TestCluster cluster = TestCluster.small().apply();
    private final TestServer server = new TestServer(cluster.served(""));
    private final Random random = new Random(8);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void everyPlaceForAName_isAnswered400AndNothingIsLogged() {
        ConcurrentLinkedQueue<String> logged = new ConcurrentLinkedQueue<>();
        AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
            @Override
            protected void append(ILoggingEvent event) {
                logged.add(event.getFormattedMessage() + " " + event.getKeyValuePairs());
            }
        };
        Logger logger = (Logger) LoggerFactory.getLogger("org.omnigraph");
        appender.start();
        logger.addAppender(appender);
        int tried = 0;
        try {
            for (String bad : BAD) {
                String name =
                        random.nextBoolean() ? MARK + bad + "INFO policy decision" : MARK + bad + "\" allowed=\"true";
                String inPath = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
                String g = "/graphs/library";
                for (String path : List.of(
                        "/graphs/" + inPath + "/schema",
                        g + "/commits?branch=" + inPath,
                        g + "/snapshot?branch=" + inPath,
                        g + "/commits/" + inPath)) {
                    assertRefused(server.get(path, ""), path);
                    tried++;
                }
                String json = Json.object().put("n", name).path("n").toString();
                String query = Json.object()
                        .put("q", "query q() { match { $n: Note } return { $n.title } }")
                        .path("q")
                        .toString();
                for (String body : List.of("{\"branch\": " + json + "}", "{\"snapshot\": " + json + "}")) {
                    assertRefused(server.post(g + "/queries/notes", "", body), body);
                    assertRefused(
                            server.post(g + "/query", "", "{\"query\": " + query + ", " + body.substring(1)), body);
                    tried += 2;
                }
                assertRefused(
                        server.post(g + "/queries/add_note", "", "{\"branch\": " + json + "}"), "stored mutation");
                assertRefused(server.post(g + "/queries/" + inPath, "", "{}"), "query name");
                assertRefused(
                        server.post(g + "/load", "", "{\"data\": \"\", \"branch\": " + json + "}"), "load branch");
                assertRefused(server.post(g + "/load", "", "{\"data\": \"\", \"from\": " + json + "}"), "load from");
                tried += 4;
            }
        } finally {
            logger.detachAppender(appender);
        }
        assertThat(logged).noneMatch(line -> line.contains(MARK));
        Report.count("hostile names sent", tried);
    }

    private static void assertRefused(TestServer.Answer answer, String what) {
        assertThat(answer.status()).as(what + " " + answer.body()).isEqualTo(400);
        assertThat(answer.response().headers().map().toString()).doesNotContain(MARK);
    }
}

package org.omnigraph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnigraph.cli.CliRun.Ran;
import org.omnigraph.state.json.Json;

/// The quickstart's own logic: real commands on a tiny example, and a stand-in for the server program that answers
/// what each test tells it to. The real server is tried where both programs are packaged.
final class QuickstartTest {
    private static final String GOOD =
            "{\"query_name\":\"direct_reports\",\"target\":{\"branch\":\"main\",\"snapshot\":null},\"row_count\":2,"
                    + "\"rows\":[{\"p.name\":\"Grace\"},{\"p.name\":\"Linus\"}]}";

    @TempDir
    Path folder;

    private HttpServer http;
    private volatile String answer = GOOD;
    private volatile int withoutToken = 401;

    @BeforeEach
    void serve() throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/graphs/knowledge/queries/direct_reports", exchange -> {
            boolean known = exchange.getRequestHeaders().getFirst("Authorization") != null;
            byte[] body = (known ? answer : "{\"error\":\"who?\"}").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(known ? 200 : withoutToken, body.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        });
        http.start();
    }

    @AfterEach
    void stopServing() {
        http.stop(0);
    }

    @Test
    void quickstart_tellsEveryStepAndLeavesNothing() throws IOException {
        Ran ran = quickstart("exec sleep 600", "quickstart", "--dir", "copy");
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(ran.out())
                .containsSubsequence(
                        "1/8  A folder says what should be",
                        "2/8  Check it",
                        "$ omnigraph cluster validate --config",
                        "3/8  Start the ledger",
                        "4/8  See what would change",
                        "5/8  Make it so",
                        "A second apply wrote",
                        "6/8  Load data as one commit",
                        "5 records: 1 node types",
                        "7/8  Serve what was applied",
                        "8/8  Ask a stored query",
                        // In double quotes a shell fills the token in.
                        "$ curl -H \"Authorization: Bearer $TOKEN\" -d '{",
                        "2 people report to ada: Grace, Linus.",
                        "Done in",
                        "ended with 0",
                        "Try next:");
        assertThat(Files.isRegularFile(folder.resolve("copy/cluster.yaml"))).isTrue();
        assertServerGone();
    }

    @Test
    void quickstart_json_isOneDocumentWithTheAnswer() throws IOException {
        Ran ran = quickstart("exec sleep 600", "quickstart", "--json");
        assertThat(ran.exitCode()).as(ran.out()).isZero();
        JsonNode document = Json.parse(ran.out());
        assertThat(document.path("answer").path("row_count").asLong()).isEqualTo(2);
        assertThat(document.path("steps").size()).isEqualTo(8);
        assertThat(document.has("server_pid")).isFalse();
        assertThat(document.path("folder_kept").asBoolean(true)).isFalse();
        assertThat(Path.of(document.path("folder").asText())).doesNotExist();
        assertThat(Path.of(document.path("folder").asText()).getParent()).doesNotExist();
        assertServerGone();
    }

    @Test
    void quickstart_keep_leavesTheServerRunningAndSaysHowToStopIt() throws IOException {
        Ran ran = quickstart("exec sleep 600", "quickstart", "--keep", "--dir", "copy");
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        long pid = serverPid();
        ProcessHandle server = ProcessHandle.of(pid).orElseThrow();
        assertThat(server.isAlive()).isTrue();
        assertThat(ran.out()).contains("kill " + pid, "export TOKEN=");
        server.destroy();
        server.onExit().join();
    }

    @Test
    void quickstart_wrongAnswer_failsLoudlyAndCleansUp() throws IOException {
        answer = "{\"query_name\":\"direct_reports\",\"row_count\":0,\"rows\":[]}";
        Ran ran = quickstart("exec sleep 600", "quickstart");
        assertThat(ran.exitCode()).isEqualTo(70);
        assertThat(ran.err()).contains("quickstart_failed", "2 reports of ada");
        assertServerGone();
    }

    @Test
    void quickstart_openServer_fails() throws IOException {
        withoutToken = 200;
        Ran ran = quickstart("exec sleep 600", "quickstart");
        assertThat(ran.exitCode()).isEqualTo(70);
        assertThat(UsageTest.unwrapped(ran.err())).contains("a caller without a token must get 401");
    }

    @Test
    void quickstart_serverThatDoesNotStart_showsItsLog() throws IOException {
        example();
        program("echo 'no port left' >&2; exit 69");
        Ran ran = new CliRun(folder).programHome(folder).run("quickstart");
        assertThat(ran.exitCode()).isEqualTo(70);
        assertThat(ran.err()).contains("did not say where it listens", "no port left");
    }

    @Test
    void quickstart_serverThatStopsBadly_fails() throws IOException {
        Ran ran = quickstart("trap 'exit 3' TERM; while :; do sleep 0.05; done", "quickstart");
        assertThat(ran.exitCode()).isEqualTo(70);
        assertThat(ran.err()).contains("ended with 3 instead of 0");
    }

    @Test
    void quickstart_intoAFolderWithSomethingInIt_isRefusedAndTouchesNothing() throws IOException {
        Files.createDirectories(folder.resolve("copy"));
        Files.writeString(folder.resolve("copy/mine.txt"), "mine");
        Ran ran = quickstart("exec sleep 600", "quickstart", "--dir", "copy");
        assertThat(ran.exitCode()).isEqualTo(73);
        try (Stream<Path> files = Files.list(folder.resolve("copy"))) {
            assertThat(files).hasSize(1);
        }
    }

    private Ran quickstart(String serving, String... args) throws IOException {
        example();
        program("echo OMNIGRAPH_LISTEN_ADDR=127.0.0.1:" + http.getAddress().getPort() + "; " + serving);
        return new CliRun(folder).programHome(folder).run(args);
    }

    private void assertServerGone() throws IOException {
        assertThat(ProcessHandle.of(serverPid()).map(ProcessHandle::isAlive).orElse(false))
                .isFalse();
    }

    private long serverPid() throws IOException {
        return Long.parseLong(Files.readString(folder.resolve("server.pid")).strip());
    }

    /// `exec sleep` would end with 143; the real server ends with 0, so the stand-in does too.
    private void program(String body) throws IOException {
        Path program = folder.resolve("omnigraph-server");
        String graceful = body.replace("exec sleep 600", "trap 'exit 0' TERM; while :; do sleep 0.05; done");
        Files.writeString(program, "#!/bin/sh\necho $$ > " + folder.resolve("server.pid") + "\n" + graceful + "\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
    }

    private void example() throws IOException {
        Path example = Files.createDirectories(folder.resolve("examples/company-brain"));
        Files.writeString(
                example.resolve("cluster.yaml"),
                "version: 1\ngraphs:\n  knowledge:\n    schema: knowledge.pg\n    queries: [people.gq]\n");
        Files.writeString(
                example.resolve("knowledge.pg"),
                "node Person {\n    handle: String @key\n    name: String\n}\nedge ReportsTo: Person -> Person\n");
        Files.writeString(example.resolve("people.gq"), """
                query direct_reports($handle: String) {
                    match {
                        $boss: Person { handle: $handle }
                        $p reportsTo $boss
                    }
                    return { $p.name }
                }
                """);
        Files.writeString(example.resolve("seed.jsonl"), """
                {"type":"Person","data":{"handle":"ada","name":"Ada"}}
                {"type":"Person","data":{"handle":"grace","name":"Grace"}}
                {"type":"Person","data":{"handle":"linus","name":"Linus"}}
                {"edge":"ReportsTo","from":"grace","to":"ada"}
                {"edge":"ReportsTo","from":"linus","to":"ada"}
                """);
    }
}

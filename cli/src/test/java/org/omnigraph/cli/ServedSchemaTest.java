package org.omnigraph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnigraph.cli.CliRun.Ran;
import org.omnigraph.state.json.Json;

/// `schema plan` and `schema apply` through a server, for which a stand-in answers; ParityIT asks the real one.
final class ServedSchemaTest {
    @TempDir
    Path folder;

    private final List<String> asked = new ArrayList<>();
    private HttpServer http;
    private int applyStatus = 409;
    private String applyAnswer =
            "{\"code\":\"conflict\",\"error\":\"this server never applies: run `omnigraph cluster apply`\"}";
    private String served = TinyCluster.SCHEMA;

    @BeforeEach
    void serve() throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + body);
            boolean apply = exchange.getRequestMethod().equals("POST");
            String answer = apply ? applyAnswer : Json.compact(Json.object().put("schema_source", served));
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(apply ? applyStatus : 200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        http.start();
        Files.writeString(folder.resolve("same.pg"), TinyCluster.SCHEMA);
        Files.writeString(folder.resolve("less.pg"), TinyCluster.SCHEMA.replace("    age: I32?\n", ""));
        Files.writeString(folder.resolve("worse.pg"), TinyCluster.SCHEMA.replace("age: I32?", "age: String?"));
        Files.writeString(
                folder.resolve("torn.pg"), TinyCluster.SCHEMA.replace("age: I32?", "age: I32? @rename_from(\"name\")"));
    }

    @AfterEach
    void stop() {
        http.stop(0);
    }

    private Ran run(String command, String schema, String... more) {
        List<String> words = new ArrayList<>(List.of(
                "schema",
                command,
                "--server",
                "http://127.0.0.1:" + http.getAddress().getPort(),
                "--graph",
                "people",
                "--schema",
                schema));
        words.addAll(List.of(more));
        return new CliRun(folder).run(words.toArray(String[]::new));
    }

    @Test
    void plan_readsTheLiveSchemaAndCountsNothing() {
        assertThat(run("plan", "same.pg").out()).startsWith("No changes.");
        Ran ran = run("plan", "less.pg", "--detailed-exitcode", "--json");
        assertThat(ran.exitCode()).isEqualTo(2);
        JsonNode step = Json.parse(ran.out()).path("migration").path("steps").path(0);
        assertThat(step.path("kind").asText()).isEqualTo("drop_property");
        assertThat(step.has("non_null_rows")).isFalse();
        assertThat(asked).hasSize(2).allMatch(each -> each.equals("GET /graphs/people/schema"));
    }

    @Test
    void plan_whatTheGraphCannotDo_isRefusedWithItsCode() {
        Ran ran = run("plan", "worse.pg", "--detailed-exitcode");
        assertThat(ran.exitCode()).isEqualTo(65);
        assertThat(ran.err()).contains("schema_change_unsupported", "[OG-MF-106]", "worse.pg");
    }

    @Test
    void plan_contradictoryHints_areRefusedAsDirectly() {
        Ran ran = run("plan", "torn.pg");
        assertThat(new CliRun(folder)
                        .run("init", "g.omni", "--schema", "same.pg", "--as", "me")
                        .exitCode())
                .isZero();
        Ran direct = new CliRun(folder).run("schema", "plan", "g.omni", "--schema", "torn.pg");
        assertThat(ran.exitCode()).as(ran.out()).isEqualTo(direct.exitCode());
        assertThat(ran.err()).isEqualTo(direct.err());
        assertThat(ran.out()).isEqualTo(direct.out());
    }

    @Test
    void plan_serverThatShowsNoSchema_isTheServersFault() {
        served = "nod Person {";
        assertThat(run("plan", "same.pg").err()).contains("server_failed");
    }

    @Test
    void apply_serverOfACluster_isShownWithItsRemedy() {
        Ran ran = run("apply", "less.pg");
        assertThat(ran.exitCode()).isEqualTo(65);
        assertThat(ran.err()).contains("error[graph_in_cluster]", "omnigraph cluster apply");
        assertThat(asked)
                .containsExactly("POST /graphs/people/schema/apply"
                        + Json.compact(
                                Json.object().put("schema_source", TinyCluster.SCHEMA.replace("    age: I32?\n", ""))));
    }

    @Test
    void apply_whoMayNot_isToldNoMore() {
        applyStatus = 403;
        applyAnswer = "{\"code\":\"forbidden\",\"error\":\"policy denied the request\"}";
        Ran ran = run("apply", "less.pg");
        assertThat(ran.exitCode()).isEqualTo(77);
        assertThat(ran.err()).contains("server_refused");
    }

    @Test
    void apply_serverThatDoesIt_isBelieved() {
        applyStatus = 200;
        applyAnswer = "{\"uri\":\"/data/people.omni\",\"supported\":true,\"applied\":true,\"step_count\":2,"
                + "\"graph_manifest_version\":7,\"steps\":[]}";
        assertThat(run("apply", "less.pg").out()).isEqualTo("Applied 2 steps on main.\n");
        assertThat(run("apply", "less.pg", "--json").out().strip()).isEqualTo(applyAnswer);
    }

    @Test
    void apply_brokenFile_asksNobody() throws IOException {
        Files.writeString(folder.resolve("bad.pg"), "node A {\n  name: Strng\n}\n");
        Ran ran = run("apply", "bad.pg");
        assertThat(ran.exitCode()).isEqualTo(65);
        assertThat(ran.err()).contains("bad.pg:2:");
        assertThat(asked).isEmpty();
    }
}

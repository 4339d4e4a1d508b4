package org.omnigraph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.omnigraph.cli.CliRun.Ran;

/// Which graph and which token a command line means (cluster-contract.md §12). The server is a stand-in that
/// writes down who asked for what.
final class AddressingTest {
    private static final String TOKEN = "s3cret-token-of-prod";

    @TempDir
    Path folder;

    private final List<String> asked = new ArrayList<>();
    private final Map<String, String> environment = new HashMap<>();
    private HttpServer http;
    private String url;

    @BeforeEach
    void serve() throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/", exchange -> {
            String bearer = exchange.getRequestHeaders().getFirst("Authorization");
            asked.add(exchange.getRequestURI().getPath() + " " + (bearer == null ? "nobody" : bearer));
            String answer = exchange.getRequestURI().getPath().endsWith("/graphs")
                    ? "{\"graphs\":[{\"graph_id\":\"people\",\"uri\":\"/data/people.omni\"}]}"
                    : "{\"query_name\":\"q\",\"target\":{\"branch\":\"main\",\"snapshot\":null},\"row_count\":0,\"rows\":[]}";
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        http.start();
        url = "http://127.0.0.1:" + http.getAddress().getPort();
        config("""
                operator: { actor: ada }
                servers:
                  prod: { url: "%s/" }
                  prod-eu: { url: "%s/eu" }
                  other: { url: "http://127.0.0.1:1/" }
                profiles:
                  work: { server: prod, graph: people }
                  bare: { server: prod }
                  local: { store: brain/graphs/people.omni }
                defaults: { profile: work }
                aliases: { brain: brain/graphs/people.omni }
                """.formatted(url, url));
    }

    @AfterEach
    void stop() {
        http.stop(0);
    }

    @ParameterizedTest
    @CsvSource({
        "query -e x, /graphs/people/query",
        "query -e x --graph teams, /graphs/teams/query",
        "query -e x --profile work, /graphs/people/query",
        "query -e x --profile bare --graph teams, /graphs/teams/query",
        "query -e x --server prod --graph teams, /graphs/teams/query",
        "query -e x --server prod-eu --graph teams, /eu/graphs/teams/query",
        "query -e x --server URL --graph teams, /graphs/teams/query",
        "query -e x --server URL/ --graph teams, /graphs/teams/query",
        "graphs list, /graphs",
        "graphs list --server prod-eu, /eu/graphs",
        "graphs list --profile bare, /graphs",
    })
    void address_thatNamesAServer_goesThere(String line, String path) {
        assertThat(run(line).exitCode()).isZero();
        assertThat(asked).containsExactly(path + " nobody");
    }

    @Test
    void address_thatNamesAStore_winsOverProfilesAndDefaults() throws IOException {
        TinyCluster.loaded(folder);
        environment.put("OMNIGRAPH_PROFILE", "work");
        String query = "query q() { match { $p: Person } return { count($p) as n } }";
        for (String address : List.of(
                "brain/graphs/people.omni", "--store=brain/graphs/people.omni", "--graph=brain", "--profile=local")) {
            Ran ran = new CliRun(folder).environment(environment).run("query", address, "-e", query);
            assertThat(ran.exitCode()).as(address + ran.err()).isZero();
            assertThat(ran.out()).contains("2");
        }
        assertThat(asked).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "query -e x --profile none",
                "query -e x --server none --graph g",
                "query -e x --server prod",
                "query -e x --profile bare",
                "query -e x --profile local --graph g",
                "query -e x --server ftp://h --graph g",
                "query -e x --server http://u:s3cret-token-of-prod@h --graph g",
                "query -e x --server http://h?token=s3cret-token-of-prod --graph g",
                "query -e x http://127.0.0.1/graphs/g",
                "load --server prod --graph g --as me people.jsonl",
                "load --profile work --as me people.jsonl",
                "graphs list --store brain",
                "graphs list --graph people",
                "graphs list --profile local",
                "cluster plan --server prod",
                "login none",
            })
    void address_thatMakesNoSense_isRefusedBeforeAnyRequest(String line) {
        Ran ran = run(line);
        assertThat(ran.exitCode()).as(ran.err()).isEqualTo(64);
        assertThat(ran.err()).doesNotContain(TOKEN);
        assertThat(asked).isEmpty();
    }

    @Test
    void token_ofANamedServer_goesToItsUrlOnly() {
        environment.put("OMNIGRAPH_TOKEN_PROD", "for-prod");
        environment.put("OMNIGRAPH_TOKEN_PROD_EU", "for-eu");
        environment.put("OMNIGRAPH_BEARER_TOKEN", "for-all");
        run("graphs list --server prod");
        run("graphs list --server prod-eu");
        run("graphs list --server URL");
        run("graphs list --server URL/eu");
        run("graphs list --server URL/europe");
        run("graphs list --server " + url.replace("127.0.0.1", "localhost"));
        assertThat(asked)
                .containsExactly(
                        "/graphs Bearer for-prod",
                        "/eu/graphs Bearer for-eu",
                        "/graphs Bearer for-prod",
                        "/eu/graphs Bearer for-eu",
                        "/europe/graphs Bearer for-prod",
                        "/graphs Bearer for-all");
    }

    @Test
    void login_keepsTheTokenForItsOwnerAlone_andLogoutForgetsIt() throws IOException {
        Ran in = new CliRun(folder).stdin(TOKEN + "\n").run("login", "prod", "--json");
        assertThat(in.exitCode()).as(in.out()).isZero();
        Path file = folder.resolve("home/.omnigraph/credentials");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(file.resolveSibling("credentials.new")).doesNotExist();
        assertThat(in.out() + in.err()).doesNotContain(TOKEN);

        run("graphs list --server prod");
        environment.put("OMNIGRAPH_TOKEN_PROD", "newer");
        run("graphs list --server prod");
        environment.clear();
        assertThat(run("logout prod").out()).contains("Forgot");
        assertThat(run("logout prod").out()).contains("no token");
        run("graphs list --server prod");
        assertThat(asked).containsExactly("/graphs Bearer " + TOKEN, "/graphs Bearer newer", "/graphs nobody");
        assertThat(Files.readString(file)).isEqualTo("{}\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rwx------"})
    void credentials_thatOthersCanOpen_areNotUsed(String permissions) throws IOException {
        new CliRun(folder).stdin(TOKEN).run("login", "prod");
        Path file = folder.resolve("home/.omnigraph/credentials");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        for (String line : List.of("graphs list --server prod", "logout prod")) {
            Ran ran = run(line);
            assertThat(ran.exitCode()).isEqualTo(78);
            assertThat(ran.err()).contains("credentials_exposed", "chmod 600").doesNotContain(TOKEN);
        }
        assertThat(asked).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "two words s3cret-token-of-prod",
                "s3cret-token-of-prod\nHost: evil",
                "s3cret-token-of-prod\u00e9",
                "s3cret-token-of-prod\u0007"
            })
    void login_withWhatIsNoToken_saysTheSameWhateverItIs(String input) {
        Ran ran = new CliRun(folder).stdin(input).run("login", "prod");
        assertThat(ran.exitCode()).isEqualTo(64);
        assertThat(ran.err())
                .isEqualTo(new CliRun(folder).stdin("").run("login", "prod").err())
                .contains("holds no usable token")
                .doesNotContain(TOKEN);
        assertThat(folder.resolve("home/.omnigraph/credentials")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "- a",
                "server: {}",
                "servers: [a]",
                "servers: { p: http://h }",
                "servers: { p: { uri: http://h } }",
                "servers: { p: { url: 7 } }",
                "servers: { p: { url: 'ftp://h' } }",
                "servers: { p: { url: 'http://u:s3cret-token-of-prod@h' } }",
                "servers: { 'a b': { url: 'http://h' } }",
                "profiles: { p: {} }",
                "profiles: { p: { store: a, server: b } }",
                "profiles: { p: { store: a, graph: b } }",
                "profiles: { p: { server: b, token: s3cret-token-of-prod } }",
                "defaults: { profile: none }",
                "defaults: { profile: 7 }",
                "aliases: { a: [b] }",
                "servers: { p: ",
            })
    void operatorFile_thatIsWrong_isRefusedAndNothingIsGuessed(String text) throws IOException {
        config(text + "\n");
        Ran ran = run("query -e x --graph people");
        assertThat(ran.exitCode()).as(ran.err()).isEqualTo(78);
        assertThat(ran.err()).contains("operator_config_invalid").doesNotContain(TOKEN);
        assertThat(asked).isEmpty();
    }

    private Ran run(String line) {
        return new CliRun(folder)
                .environment(environment)
                .run(line.replace("URL", url).split(" ", -1));
    }

    private void config(String text) throws IOException {
        Path file = folder.resolve("home/.omnigraph/config.yaml");
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}

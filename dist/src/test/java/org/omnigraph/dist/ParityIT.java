package org.omnigraph.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A data command gives the same result directly and through a server (cluster-contract.md §12). Writes go to two
/// clusters of one folder, once by `--store`, once by a named server with a kept token, and differ in ids and times
/// alone; reads of one graph are the same byte for byte.
class ParityIT {
    private static final String TOKEN = HandMadeCluster.TOKEN;
    private static final String POLICY = """
            version: 1
            groups:
              all: [robin]
            rules:
              - id: everything
                allow: { actors: { group: all }, actions: [read, change, export], branch_scope: any }
              - id: migrations
                allow: { actors: { group: all }, actions: [schema_apply], target_branch_scope: any }
            """;

    @TempDir
    Path temp;

    private Path direct;
    private Path served;
    private ServerProgram server;
    private Map<String, String> operator;

    @BeforeEach
    void serve() throws IOException {
        direct = applied("direct");
        served = applied("served");
        server = ServerProgram.start(served.toString(), temp.resolve("server.log"), Map.of());
        Path home = Files.createDirectories(temp.resolve("home"));
        Files.writeString(home.resolve("config.yaml"), """
                servers: { here: { url: "http://%s" } }
                profiles: { library: { server: here, graph: library } }
                """.formatted(server.address()));
        operator = Map.of("OMNIGRAPH_HOME", home.toString());
        Program.Result result = InProcess.omnigraph(temp, operator, TOKEN + "\n", "login", "here");
        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(result.out() + result.err()).doesNotContain(TOKEN);
    }

    @AfterEach
    void stop() throws IOException, InterruptedException {
        try (ServerProgram ending = server) {
            ending.stop();
        }
    }

    @Test
    void dataCommands_directAndServed_giveTheSame() throws IOException {
        String books = direct.resolve("books.jsonl").toString();
        String queries = direct.resolve("books.gq").toString();
        same(true, "load", "--json", books);
        same(true, "load", "--json", "--mode", "append", books);
        same(true, "mutate", "--json", queries, "--name", "add_author", "--params", "{\"name\":\"Mary Shelley\"}");
        same(true, "mutate", "--json", "-e", "query gone() { delete Author where name = \"Nobody\" }");
        same(
                true,
                "mutate",
                "--json",
                "--if-commit",
                "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                queries,
                "--name",
                "add_author",
                "--params",
                "{\"name\":\"X\"}");
        same(false, "query", "--json", queries, "--name", "books_of", "--params", "{\"name\":\"Ursula K. Le Guin\"}");
        same(false, "query", queries, "--name", "books_of", "--params", "{\"name\":\"Ursula K. Le Guin\"}");
        same(
                false,
                "query",
                "--json",
                "-e",
                "query all() { match { $a: Author } return { $a.name } order { $a.name } }");
        same(false, "query", "--json", "-e", "query none() { match { $b: Book { isbn: \"0\" } } return { $b.title } }");
        same(
                false,
                "query",
                "--json",
                "--branch",
                "nowhere",
                queries,
                "--name",
                "books_of",
                "--params",
                "{\"name\":\"x\"}");
        same(false, "query", "--json", "-e", "query bad() { match { $b: Boook } return { $b.title } }");
        same(false, "query", "--json", queries, "--name", "books_of", "--params", "{\"name\":7}");
        same(false, "schema", "show", "--json");
        same(false, "schema", "show");
        Path library = direct.resolve("library.pg");
        same(false, "schema", "plan", "--json", "--schema", library.toString());
        same(false, "schema", "plan", "--schema", library.toString());
        Path grown = Files.writeString(
                temp.resolve("grown.pg"), Files.readString(library) + "\nnode Shelf { name: String @key }\n");
        same(false, "schema", "plan", "--json", "--detailed-exitcode", "--schema", grown.toString());
        same(false, "schema", "plan", "--schema", grown.toString());
        Path broken = Files.writeString(temp.resolve("broken.pg"), "node Shelf { name: Strng }\n");
        same(false, "schema", "plan", "--json", "--schema", broken.toString());
        same(false, "export");
        same(false, "export", "--type", "Author");
        same(false, "export", "--type", "Nothing");
        same(false, "export", "--json", "-o", "out.jsonl");
    }

    @Test
    void graphsList_namesWhatIsServed() throws IOException {
        Program.Result result = run(operator, "graphs", "list", "--server", "here", "--json");
        // The registry shows where things are stored: without a cluster bundle nobody may see it (http-api.md §3).
        assertThat(result.exit()).as(result.out()).isEqualTo(77);
        assertThat(result.out()).contains("server_refused").doesNotContain(TOKEN);
    }

    /// Neither way leads past the cluster; the server says why to whoever may apply schemas.
    @Test
    void schemaApply_ofAClustersGraph_isRefusedBothWays() throws IOException {
        Path grown = Files.writeString(temp.resolve("grown.pg"), "node Shelf { name: String @key }\n");
        same(true, "schema", "apply", "--json", "--schema", grown.toString());
        Program.Result refused =
                run(operator, "schema", "apply", "--profile", "library", "--schema", grown.toString(), "--json");
        assertThat(refused.exit()).as(refused.out()).isEqualTo(65);
        assertThat(refused.out()).contains("graph_in_cluster", "cluster apply").doesNotContain(TOKEN);
    }

    private Program.Result run(Map<String, String> environment, String... args) throws IOException {
        return InProcess.omnigraph(temp, environment, "", args);
    }

    private void same(boolean write, String... command) throws IOException {
        Path cluster = write ? direct : served;
        List<String> stored = new ArrayList<>(List.of(command));
        stored.addAll(List.of("--store", cluster.resolve("graphs/library.omni").toString()));
        if (write) {
            stored.addAll(List.of("--as", "robin"));
        }
        List<String> throughServer = new ArrayList<>(List.of(command));
        throughServer.addAll(List.of("--profile", "library"));
        Program.Result left = run(Map.of(), stored.toArray(String[]::new));
        Program.Result right = run(operator, throughServer.toArray(String[]::new));
        // What a command line calls wrong usage is a bad request to a server, which knows no command lines.
        int expected = left.exit() == 64 ? 65 : left.exit();
        assertThat(right.exit())
                .as(throughServer + "\n" + left.out() + left.err() + right.out() + right.err())
                .isEqualTo(expected);
        if (left.exit() == 0) {
            assertThat(write ? masked(right.out()) : right.out())
                    .as(throughServer.toString())
                    .isEqualTo(write ? masked(left.out()) : left.out());
        }
    }

    /// Two clusters have commits of their own.
    private static String masked(String text) {
        return text.replaceAll("\\b[0-7][0-9A-HJKMNP-TV-Z]{25}\\b", "<ulid>")
                .replaceAll("\"created_at\":\\d+", "\"created_at\":<time>");
    }

    private Path applied(String name) throws IOException {
        Path cluster = HandMadeCluster.write(temp.resolve(name));
        Files.writeString(cluster.resolve("readers.policy.yaml"), POLICY);
        for (String command : List.of("import", "apply")) {
            Program.Result result = run(Map.of(), "cluster", command, "--config", cluster.toString(), "--as", "ci");
            assertThat(result.exit()).as(result.err()).isZero();
        }
        return cluster;
    }
}

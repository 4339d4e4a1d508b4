package org.omnigraph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.omnigraph.cli.CliRun.Ran;
import org.omnigraph.state.json.Json;

/// Two node types, one edge, one query, one policy: small, and not the example.
record TinyCluster(Path folder) {
    static final String SCHEMA = """
            node Person {
                name: String @key
                age: I32?
            }
            node Town {
                name: String @key
            }
            edge LivesIn: Person -> Town
            """;

    static final String QUERY = """
            query townsfolk($town: String) {
                match {
                    $t: Town { name: $town }
                    $p livesIn $t
                }
                return { $p.name, $p.age }
                order { $p.name }
            }
            """;

    static final String PEOPLE = """
            {"type":"Person","data":{"name":"Ada","age":36}}
            {"type":"Person","data":{"name":"Grace"}}
            {"type":"Town","data":{"name":"Bergen"}}
            {"edge":"LivesIn","from":"Ada","to":"Bergen"}
            {"edge":"LivesIn","from":"Grace","to":"Bergen"}
            """;

    /// Writes the folder `brain`.
    static TinyCluster written(Path folder) throws IOException {
        Path brain = Files.createDirectories(folder.resolve("brain"));
        Files.writeString(brain.resolve("cluster.yaml"), """
                version: 1
                graphs:
                  people:
                    schema: people.pg
                    queries: [people.gq]
                policies:
                  base:
                    file: base.policy.yaml
                    applies_to: [people]
                """);
        Files.writeString(brain.resolve("people.pg"), SCHEMA);
        Files.writeString(brain.resolve("people.gq"), QUERY);
        Files.writeString(brain.resolve("base.policy.yaml"), """
                version: 1
                groups:
                  everyone: [me]
                rules:
                  - id: everyone-reads
                    allow: { actors: { group: everyone }, actions: [read], branch_scope: any }
                """);
        Files.writeString(folder.resolve("people.jsonl"), PEOPLE);
        return new TinyCluster(folder);
    }

    /// Writes and applies it.
    static TinyCluster applied(Path folder) throws IOException {
        TinyCluster cluster = written(folder);
        cluster.must("cluster", "import", "--config", "brain", "--as", "me");
        cluster.must("cluster", "apply", "--config", "brain", "--as", "me");
        return cluster;
    }

    /// Writes and applies it, and loads the people.
    static TinyCluster loaded(Path folder) throws IOException {
        TinyCluster cluster = applied(folder);
        cluster.must("load", "--store", cluster.graph(), "people.jsonl", "--as", "me");
        return cluster;
    }

    String graph() {
        return "brain/graphs/people.omni";
    }

    Ran run(String... args) {
        return new CliRun(folder).run(args);
    }

    Ran must(String... args) {
        Ran ran = run(args);
        assertThat(ran.exitCode()).as(String.join(" ", args) + "\n" + ran.err()).isZero();
        return ran;
    }

    /// How many people the graph holds.
    long people() {
        JsonNode result = Json.parse(must(
                        "query",
                        "--store",
                        graph(),
                        "-e",
                        "query q() { match { $p: Person } return { count($p) as n } }",
                        "--json")
                .out());
        return result.path("rows").path(0).path("n").asLong(-1);
    }
}

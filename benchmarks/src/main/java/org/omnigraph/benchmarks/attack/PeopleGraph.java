package org.omnigraph.benchmarks.attack;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.omnigraph.state.digest.Sha256;

/// A cluster with one graph of people who know each other, made from a seed, applied and loaded by the packaged
/// command line. It is built once into a cache and copied from there, because attacks write.
///
/// @param persons nodes of the type `Person`
/// @param knows edges of the type `Knows`
record PeopleGraph(int persons, int knows, long seed) {
    static final String ID = "people";

    /// Who has a token; see [#token].
    static final List<String> ACTORS = Stream.concat(
                    Stream.of("root", "reader", "writer", "editor"),
                    Stream.iterate(1, i -> i + 1).limit(8).map(i -> "heavy-" + i))
            .toList();

    private static final String CLUSTER = """
        version: 1
        metadata:
          name: attacked
        graphs:
          people:
            schema: people.pg
            queries: queries/
        policies:
          people:
            file: people.policy.yaml
            applies_to: [people]
          server:
            file: server.policy.yaml
            applies_to: [cluster]
        """;

    private static final String SCHEMA = """
        node Person {
            handle: String @key
            name: String @index
            age: I32
            city: String
            bio: String
        }

        node Tag {
            slug: String @key
        }

        edge Knows: Person -> Person { since: I32 }
        """;

    private static final String QUERIES = """
        query person($handle: String) @description("One person") {
            match { $p: Person { handle: $handle } }
            return { $p.name, $p.age, $p.city }
        }

        query friends($handle: String) @description("Whom a person knows") {
            match { $p: Person { handle: $handle }  $p knows $f }
            return { $f.handle, $f.name }
        }

        query add_person($handle: String) @description("A new person") {
            insert Person { handle: $handle, name: $handle, age: 1, city: "nowhere", bio: "new" }
        }

        query age_person($handle: String, $age: I32) @description("Another age") {
            update Person set { age: $age } where handle = $handle
        }
        """;

    private static final String POLICY = """
        version: 1
        groups:
          everyone: [%s]
          writers: [root, writer, editor]
        rules:
          - id: everyone-asks
            allow: { actors: { group: everyone }, actions: [invoke_query] }
          - id: everyone-reads
            allow: { actors: { group: everyone }, actions: [read, export], branch_scope: any }
          - id: writers-write
            allow: { actors: { group: writers }, actions: [change], branch_scope: any }
          - id: writers-branch
            allow: { actors: { group: writers }, actions: [branch_create, branch_delete, branch_merge], target_branch_scope: any }
        """;

    private static final String SERVER_POLICY = """
        version: 1
        groups:
          operators: [root]
        rules:
          - id: operators-list
            allow: { actors: { group: operators }, actions: [graph_list] }
        """;

    private static final String WORDS =
            "buoy salmon sensor oxygen tide harbour winter engine signal copper lantern gull anchor ";

    /// The secret of an actor.
    static String token(String actor) {
        return "secret-of-" + actor + "-7f3a9c";
    }

    /// What goes into `OMNIGRAPH_SERVER_BEARER_TOKENS_JSON`.
    static String tokens() {
        return "{"
                + String.join(
                        ",",
                        ACTORS.stream()
                                .map(actor -> "\"" + actor + "\":\"" + token(actor) + "\"")
                                .toList())
                + "}";
    }

    static String handle(int person) {
        return String.format(Locale.ROOT, "p%06d", person);
    }

    /// The cluster folder in the cache; built if it is not there for this program, size and seed.
    Path cached(Checkout checkout, Path cache) throws IOException, InterruptedException {
        String key = Sha256.hex((CLUSTER + SCHEMA + QUERIES + POLICY + SERVER_POLICY + checkout.engineDigest())
                        .getBytes(StandardCharsets.UTF_8))
                .substring(0, 12);
        Path folder = cache.resolve("people-" + persons + "-" + knows + "-" + seed + "-" + key);
        if (Files.isDirectory(folder)) {
            return folder;
        }
        Path building = cache.resolve(folder.getFileName() + ".building");
        Folders.delete(building);
        build(checkout, building);
        Files.move(building, folder, StandardCopyOption.ATOMIC_MOVE);
        return folder;
    }

    private void build(Checkout checkout, Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder.resolve("queries"));
        Files.writeString(folder.resolve("cluster.yaml"), CLUSTER);
        Files.writeString(folder.resolve("people.pg"), SCHEMA);
        Files.writeString(folder.resolve("queries/people.gq"), QUERIES);
        Files.writeString(folder.resolve("people.policy.yaml"), POLICY.formatted(String.join(", ", ACTORS)));
        Files.writeString(folder.resolve("server.policy.yaml"), SERVER_POLICY);
        checkout.omnigraph(folder, "cluster", "import");
        checkout.omnigraph(folder, "cluster", "apply", "--as", "root");
        Path lines = folder.resolve("people.jsonl");
        write(lines);
        checkout.omnigraph(
                folder,
                "load",
                "people.jsonl",
                "--store",
                "graphs/people.omni",
                "--mode",
                "overwrite",
                "--as",
                "root",
                "--yes");
        Files.delete(lines);
    }

    private void write(Path file) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (int i = 0; i < persons; i++) {
                int from = random.nextInt(WORDS.length());
                String bio = (WORDS + WORDS).substring(from, from + WORDS.length());
                out.write("{\"type\":\"Person\",\"data\":{\"handle\":\"" + handle(i) + "\",\"name\":\"Person "
                        + random.nextInt(persons) + "\",\"age\":" + random.nextInt(100) + ",\"city\":\"c"
                        + random.nextInt(50) + "\",\"bio\":\"" + i + " " + bio + "\"}}\n");
            }
            for (int i = 0; i < knows; i++) {
                out.write("{\"edge\":\"Knows\",\"from\":\"" + handle(random.nextInt(persons)) + "\",\"to\":\""
                        + handle(random.nextInt(persons)) + "\",\"data\":{\"since\":" + (1990 + random.nextInt(36))
                        + "}}\n");
            }
        }
    }
}

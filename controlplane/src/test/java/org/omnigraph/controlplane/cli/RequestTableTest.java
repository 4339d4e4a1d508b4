package org.omnigraph.controlplane.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnigraph.state.store.ObjectStore;
import org.omnigraph.state.testing.CountingObjectStore;
import org.omnigraph.state.testing.MemoryObjectStore;
import org.omnigraph.state.testing.StoreOperation;

/// How many requests each command sends to its store, graph tables included: Iceberg's FileIO works on the same
/// store. The table stands in the repository, and a request more is a difference in it (quality.md, performance.md
/// G1). `-Dgolden.update` writes it anew.
final class RequestTableTest {
    private static final Path TABLE = Path.of("..", "docs", "reference", "request-counts.md");
    private static final int WIDTH = 34;

    @TempDir
    private Path folder;

    private final List<CountingObjectStore> opened = new ArrayList<>();
    private final Map<String, Integer> totals = new TreeMap<>();
    private final StringBuilder table = new StringBuilder();

    @Test
    void requests_areThoseOfTheTable() throws IOException {
        TinyCluster cluster = TinyCluster.written(folder);
        header();
        row("cluster validate", "cluster", "validate", "--config", "brain");
        row("cluster import", "cluster", "import", "--config", "brain", "--as", "me");
        row("cluster plan, first", "cluster", "plan", "--config", "brain");
        row("cluster apply, first (1 graph)", "cluster", "apply", "--config", "brain", "--as", "me");
        row("cluster plan, nothing to do", "cluster", "plan", "--config", "brain");
        row("cluster plan --no-lock", "cluster", "plan", "--no-lock", "--config", "brain");
        row("cluster apply, nothing to do", "cluster", "apply", "--config", "brain", "--as", "me");
        row("cluster status (2 payloads)", "cluster", "status", "--config", "brain");
        row("cluster refresh", "cluster", "refresh", "--config", "brain", "--as", "me");
        row("cluster drift", "cluster", "drift", "--config", "brain");
        row("cluster history", "cluster", "history", "--config", "brain");
        row("cluster replay", "cluster", "replay", "--config", "brain");
        row("cluster doctor", "cluster", "doctor", "--config", "brain");
        addQueries(folder, 3);
        row("cluster apply, 3 payloads", "cluster", "apply", "--config", "brain", "--as", "me");
        row("load, 5 entities", "load", "--store", cluster.graph(), "people.jsonl", "--as", "me");
        row(
                "mutate, 1 row",
                "mutate",
                "--store",
                cluster.graph(),
                "-e",
                "query add() { insert Town { name: \"Oslo\" } }",
                "--as",
                "me");
        row(
                "query",
                "query",
                "--store",
                cluster.graph(),
                "brain/people.gq",
                "--name",
                "townsfolk",
                "--params",
                "{\"town\":\"Bergen\"}");
        row("export", "export", "--store", cluster.graph());
        row("schema show", "schema", "show", "--store", cluster.graph());
        row("queries list (4 queries)", "queries", "list", "--cluster", "brain", "--graph", "people");
        row("queries validate (4 queries)", "queries", "validate", "--cluster", "brain", "--graph", "people");
        Files.writeString(
                folder.resolve("brain/people.pg"), TinyCluster.SCHEMA + "node Street { name: String @key }\n");
        row("schema plan, a new type", "schema", "plan", cluster.graph(), "--schema", "brain/people.pg");
        row("cluster plan, a migration", "cluster", "plan", "--config", "brain");
        row("cluster apply, a migration", "cluster", "apply", "--config", "brain", "--as", "me");
        Files.writeString(folder.resolve("brain/cluster.yaml"), "version: 1\n");
        row("cluster approve", "cluster", "approve", "graph.people", "--config", "brain", "--as", "me");
        row("cluster apply, an approved delete", "cluster", "apply", "--config", "brain", "--as", "me");
        Files.writeString(
                folder.resolve("brain/__cluster/lock.json"),
                "{\"version\":1,\"lock_id\":\"01ARZ3NDEKTSV4RRFFQ69G5FAV\",\"operation\":\"apply\","
                        + "\"created_at\":\"2026-11-26T00:00:00Z\",\"pid\":1}");
        row("cluster force-unlock", "cluster", "force-unlock", "01ARZ3NDEKTSV4RRFFQ69G5FAV", "--config", "brain");

        if (System.getProperty("golden.update") != null) {
            Files.createDirectories(TABLE.getParent());
            Files.writeString(TABLE, table);
        }
        assertThat(table.toString()).isEqualTo(Files.readString(TABLE));
        // One more than the design's four: the newest record is read, to see whether state.json was edited by hand.
        within("cluster status (2 payloads)", 5 + 2);
        within("cluster plan, nothing to do", 7);
        within("cluster plan --no-lock", 5);
        within("cluster apply, nothing to do", 8);
        within("cluster apply, 3 payloads", 11 + 3);
    }

    @Test
    void requestsOfPlan_doNotGrowWithTheCluster() throws IOException {
        TinyCluster.written(folder);
        addQueries(folder, 40);
        run("cluster", "import", "--config", "brain", "--as", "me");
        run("cluster", "apply", "--config", "brain", "--as", "me");
        assertThat(run("cluster", "plan", "--config", "brain").requests()).isLessThanOrEqualTo(7);
        assertThat(run("cluster", "apply", "--config", "brain", "--as", "me").requests())
                .isLessThanOrEqualTo(8);
    }

    private static void addQueries(Path folder, int count) throws IOException {
        StringBuilder queries = new StringBuilder();
        for (int i = 0; i < count; i++) {
            queries.append("query more").append(i).append("() { match { $p: Person } return { $p.name } }\n");
        }
        Files.writeString(folder.resolve("brain/more.gq"), queries);
        Path yaml = folder.resolve("brain/cluster.yaml");
        Files.writeString(yaml, Files.readString(yaml).replace("[people.gq]", "[people.gq, more.gq]"));
    }

    private void within(String row, int most) {
        assertThat(totals.getOrDefault(row, Integer.MAX_VALUE)).as(row).isLessThanOrEqualTo(most);
    }

    private CountingObjectStore run(String... args) {
        opened.clear();
        CliRun.Ran ran = new CliRun(folder).stores(this::counted).run(args);
        assertThat(ran.exitCode()).as(String.join(" ", args) + "\n" + ran.err()).isZero();
        return opened.isEmpty() ? new CountingObjectStore(new MemoryObjectStore()) : opened.getFirst();
    }

    private ObjectStore counted(ObjectStore store) {
        opened.add(new CountingObjectStore(store));
        return opened.getLast();
    }

    private void header() {
        table.append("""
                # Requests of each command

                What a command on a small cluster asks of its store: one graph of three tables, one query, one policy.
                Graph tables are counted too. `READ` is one range of a table's file, `COMMIT` one new file of a table;
                `DELETE_PREFIX` is followed by what it found. Written by `RequestTableTest`; a request more is a failing test.

                """);
        StringBuilder line = new StringBuilder("| " + pad("command"));
        StringBuilder rule = new StringBuilder("|" + "-".repeat(WIDTH + 2));
        for (StoreOperation operation : StoreOperation.values()) {
            if (operation.isRequest()) {
                line.append(" | ").append(operation);
                rule.append("|")
                        .append("-".repeat(operation.name().length() + 1))
                        .append(":");
            }
        }
        table.append(line).append(" | total |\n").append(rule).append("|------:|\n");
    }

    private void row(String name, String... args) {
        CountingObjectStore counted = run(args);
        StringBuilder line = new StringBuilder("| " + pad(name));
        for (StoreOperation operation : StoreOperation.values()) {
            if (operation.isRequest()) {
                int count = counted.count(operation);
                line.append(" | ")
                        .append(String.format(
                                Locale.ROOT, "%" + operation.name().length() + "s", count == 0 ? "" : count));
            }
        }
        totals.put(name, counted.requests());
        table.append(line).append(String.format(Locale.ROOT, " | %5d |%n", counted.requests()));
    }

    private static String pad(String text) {
        return text + " ".repeat(Math.max(0, WIDTH - text.length()));
    }
}

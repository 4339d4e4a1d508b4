package org.omnigraph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnigraph.state.json.Json;
import org.omnigraph.state.store.ObjectStore;
import org.omnigraph.state.testing.CountingObjectStore;
import org.omnigraph.state.testing.MemoryObjectStore;
import org.omnigraph.state.testing.RequestTable;

/// How many requests each command sends to its store, graph tables included: Iceberg's FileIO works on the same
/// store. The table stands in the repository, and a request more is a difference in it (quality.md, performance.md
/// G1). `-Dgolden.update` writes it anew.
final class RequestTableTest {
    private static final Path TABLE = Path.of("..", "docs", "reference", "request-counts.md");
    private static final String INTRO = """
            # Requests of each command

            What a command on a small cluster asks of its store: one graph of three tables, one query, one policy.
            Graph tables are counted too. `READ` is one range of a table's file, `COMMIT` one new file of a table;
            `DELETE_PREFIX` is followed by what it found. Written by `RequestTableTest`, the part about the server by
            `BootRequestsTest`; a request more is a failing test.

            """;
    /// Where the other test's part begins.
    private static final String NEXT_PART = "\n## ";

    @TempDir
    private Path folder;

    private final List<CountingObjectStore> opened = new ArrayList<>();
    private final Map<String, Integer> totals = new TreeMap<>();
    private final RequestTable table = new RequestTable();

    @Test
    void requests_areThoseOfTheTable() throws IOException {
        TinyCluster cluster = TinyCluster.written(folder);
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
        row("cluster history show", "cluster", "history", "show", "1", "--config", "brain");
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
        String revision = Json.parse(Files.readString(folder.resolve("brain/__cluster/state.json")))
                .path("state_revision")
                .asText();
        addQueries(folder, 2);
        row("cluster plan --out", "cluster", "plan", "--out", "saved.plan", "--config", "brain");
        row(
                "cluster apply --plan, 2 payloads",
                "cluster",
                "apply",
                "--plan",
                "saved.plan",
                "--config",
                "brain",
                "--as",
                "me");
        row(
                "cluster rollback, of queries",
                "cluster",
                "rollback",
                "--to",
                revision,
                "--reason",
                "back",
                "--config",
                "brain",
                "--as",
                "me");
        Files.writeString(folder.resolve("brain/cluster.yaml"), "version: 1\n");
        row("cluster approve", "cluster", "approve", "graph.people", "--config", "brain", "--as", "me");
        row("cluster apply, an approved delete", "cluster", "apply", "--config", "brain", "--as", "me");
        Files.writeString(
                folder.resolve("brain/__cluster/lock.json"),
                "{\"version\":1,\"lock_id\":\"01ARZ3NDEKTSV4RRFFQ69G5FAV\",\"operation\":\"apply\","
                        + "\"created_at\":\"2026-11-26T00:00:00Z\",\"pid\":1}");
        row("cluster force-unlock", "cluster", "force-unlock", "01ARZ3NDEKTSV4RRFFQ69G5FAV", "--config", "brain");

        String stored = Files.readString(TABLE);
        String others = stored.contains(NEXT_PART) ? stored.substring(stored.indexOf(NEXT_PART)) : "";
        String expected = INTRO + table + others;
        if (System.getProperty("golden.update") != null) {
            Files.writeString(TABLE, expected);
        }
        assertThat(expected).isEqualTo(Files.readString(TABLE));
        // One more than the design's four: the newest record is read, to see whether state.json was edited by hand.
        within("cluster status (2 payloads)", 5 + 2);
        within("cluster plan, nothing to do", 7);
        within("cluster plan --no-lock", 5);
        within("cluster apply, nothing to do", 8);
        within("cluster apply, 3 payloads", 11 + 3);
        within("cluster plan --out", 7);
        within("cluster apply --plan, 2 payloads", 11 + 2);
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

    private void row(String name, String... args) {
        CountingObjectStore counted = run(args);
        totals.put(name, counted.requests());
        table.row(name, counted);
    }
}

package org.omnigraph.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnigraph.cli.Omnigraph;
import org.omnigraph.engine.IcebergGraphEngine;
import org.omnigraph.engine.query.GqlRunner;
import org.omnigraph.engine.query.QueryOptions;
import org.omnigraph.server.boot.BootOutcome;
import org.omnigraph.server.boot.BootRequest;
import org.omnigraph.server.boot.GraphWatch;
import org.omnigraph.server.boot.ServerBoot;
import org.omnigraph.state.ids.IdSource;
import org.omnigraph.state.ledger.Ledger;
import org.omnigraph.state.store.LocalObjectStore;
import org.omnigraph.state.testing.CountingObjectStore;
import org.omnigraph.state.testing.RequestTable;

/// How many requests the server's boot sends, with the real engine on an applied cluster, and that none of them
/// changes anything. Keeps its part of the page that `RequestTableTest` of the control plane begins.
final class BootRequestsTest {
    private static final Path TABLE = RepositoryFiles.ROOT.resolve("docs/reference/request-counts.md");
    private static final String HEADING = "\n## Boot of the server\n\n";
    private static final String INTRO = """
            `omnigraph-server` on the town library of `HandMadeCluster`: one graph of three tables, two queries, one policy.
            Behind `/readyz` the server looks again whether all files are there: so many requests for each graph, whatever
            its size (a listing of an S3 store takes one request for a thousand files).

            """;

    @TempDir
    private Path folder;

    @Test
    void requests_areThoseOfTheTable() throws IOException {
        Path cluster = HandMadeCluster.write(folder.resolve("library"));
        assertThat(Omnigraph.rehearse(cluster, Map.of(), "cluster", "import", "--as", "me"))
                .isZero();
        assertThat(Omnigraph.rehearse(cluster, Map.of(), "cluster", "apply", "--as", "me"))
                .isZero();
        CountingObjectStore counted = new CountingObjectStore(LocalObjectStore.at(cluster));
        RequestTable table = new RequestTable();
        boot(counted, table);
        String stored = Files.readString(TABLE);
        String before = stored.contains(HEADING) ? stored.substring(0, stored.indexOf(HEADING)) : stored;
        String expected = before + HEADING + INTRO + table;
        if (System.getProperty("golden.update") != null) {
            Files.writeString(TABLE, expected);
        }
        assertThat(expected).isEqualTo(Files.readString(TABLE));
        assertThat(counted.mutations()).isZero();
    }

    private static void boot(CountingObjectStore store, RequestTable table) {
        InstantSource clock = InstantSource.system();
        IdSource ids = IdSource.ulids(clock);
        GqlRunner queries = new GqlRunner(QueryOptions.fromEnvironment(Map.of(), ids::next));
        Path spill = Path.of(System.getProperty("java.io.tmpdir"));
        Map<String, String> tokens =
                Map.of("OMNIGRAPH_SERVER_BEARER_TOKENS_JSON", "{\"robin\": \"" + HandMadeCluster.TOKEN + "\"}");
        try (IcebergGraphEngine engine = new IcebergGraphEngine(queries, ids, clock, spill, notice -> {})) {
            BootOutcome outcome = new ServerBoot(store, new Ledger(store, ids, clock), engine)
                    .boot(new BootRequest(false, false, tokens));
            assertThat(outcome).isInstanceOfSatisfying(BootOutcome.Serving.class, serving -> {
                assertThat(serving.cluster().graphs()).containsOnlyKeys("library");
                table.row("boot (3 payloads)", store);
                int mutations = store.mutations();
                store.reset();
                GraphWatch watch = new GraphWatch(serving.cluster(), engine, () -> 0, Runnable::run);
                watch.look();
                table.row("look at the files of 1 graph", store);
                assertThat(watch.get()).isEmpty();
                assertThat(mutations).isZero();
                serving.cluster().close();
            });
        }
    }
}

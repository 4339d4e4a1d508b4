package org.omnigraph.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnigraph.cli.Omnigraph;
import org.omnigraph.engine.IcebergGraphEngine;
import org.omnigraph.engine.query.GqlRunner;
import org.omnigraph.engine.query.QueryOptions;
import org.omnigraph.server.boot.BootOutcome;
import org.omnigraph.server.boot.BootRequest;
import org.omnigraph.server.boot.GraphWatch;
import org.omnigraph.server.boot.ServedCluster;
import org.omnigraph.server.boot.ServerBoot;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.ids.IdSource;
import org.omnigraph.state.ledger.Ledger;
import org.omnigraph.state.store.LocalObjectStore;
import org.omnigraph.state.store.ObjectStore;

/// What the server behind `/readyz` sees of a real graph from which files of every kind are taken.
final class ReadinessOfDamagedGraphsTest {
    private static final List<String> KINDS =
            List.of(".parquet", "-m0.avro", ".metadata.json", "1.json", ".pg", "format.json");

    @TempDir
    private Path folder;

    @Test
    void look_seesWhatIsGoneOrCutOff_ofEveryKind() throws IOException {
        Path cluster = HandMadeCluster.write(folder.resolve("library"));
        run(cluster, "cluster", "import", "--as", "me");
        run(cluster, "cluster", "apply", "--as", "me");
        run(cluster, "load", "--store", "graphs/library.omni", "books.jsonl", "--as", "me");
        InstantSource clock = InstantSource.system();
        IdSource ids = IdSource.ulids(clock);
        GqlRunner queries = new GqlRunner(QueryOptions.fromEnvironment(Map.of(), ids::next));
        try (ObjectStore store = LocalObjectStore.at(cluster);
                IcebergGraphEngine engine = new IcebergGraphEngine(queries, ids, clock, folder, notice -> {});
                ServedCluster served = served(store, ids, clock, engine)) {
            GraphWatch watch = new GraphWatch(served, engine, () -> 0, Runnable::run);
            List<String> unseen = new ArrayList<>();
            for (String kind : KINDS) {
                Path file = file(cluster, kind);
                byte[] bytes = Files.readAllBytes(file);
                Files.delete(file);
                if (reasons(watch).isEmpty()) {
                    unseen.add(kind + " gone");
                }
                Files.write(file, new byte[] {'{'});
                if (reasons(watch).isEmpty()) {
                    unseen.add(kind + " cut off");
                }
                Files.write(file, bytes);
                assertThat(reasons(watch)).as(kind).isEmpty();
            }
            // The record of an older commit, which nobody needs, is as long as it is.
            assertThat(unseen).containsExactly("1.json cut off");
        }
    }

    private static List<Diagnostic> reasons(GraphWatch watch) {
        watch.look();
        return watch.get().getOrDefault("library", List.of());
    }

    private static ServedCluster served(
            ObjectStore store, IdSource ids, InstantSource clock, IcebergGraphEngine engine) {
        Map<String, String> tokens =
                Map.of("OMNIGRAPH_SERVER_BEARER_TOKENS_JSON", "{\"robin\": \"" + HandMadeCluster.TOKEN + "\"}");
        BootOutcome outcome = new ServerBoot(store, new Ledger(store, ids, clock), engine)
                .boot(new BootRequest(false, false, tokens));
        if (outcome instanceof BootOutcome.Serving(ServedCluster cluster)) {
            return cluster;
        }
        throw new AssertionError("not served: " + outcome);
    }

    private static void run(Path cluster, String... words) {
        assertThat(Omnigraph.rehearse(cluster, Map.of(), words)).isZero();
    }

    private static Path file(Path cluster, String suffix) throws IOException {
        try (Stream<Path> files = Files.walk(cluster.resolve("graphs"))) {
            return files.filter(path -> path.toString().endsWith(suffix))
                    .max(Path::compareTo)
                    .orElseThrow();
        }
    }
}

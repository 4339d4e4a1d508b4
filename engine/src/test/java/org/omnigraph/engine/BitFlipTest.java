package org.omnigraph.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.omnigraph.engine.api.Graph;
import org.omnigraph.engine.api.GraphException;
import org.omnigraph.engine.api.LoadMode;
import org.omnigraph.engine.api.ReadTarget;
import org.omnigraph.engine.api.WriteContext;
import org.omnigraph.engine.table.GraphAccess;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.store.KeyPrefix;
import org.omnigraph.state.store.ListedObject;
import org.omnigraph.state.store.ObjectKey;
import org.omnigraph.state.store.StoreException;
import org.omnigraph.state.testing.MemoryObjectStore;
import org.omnigraph.state.testing.Report;

/// reliability.md §7: what is read is what was written. Single bits of files of every kind are flipped; whoever reads
/// the graph then gets the same rows, or an error with a name. `-Dflips=500` flips more, `-Dseed=N` others.
class BitFlipTest {
    private static final int ROWS = 20_000;
    private static final int BATCHES = 4;
    private static final int FLIPS = Integer.getInteger("flips", 60);
    private static final int MUTATIONS = 12;

    private final long seed = Long.getLong("seed", 13);

    @Test
    void export_afterAnyBitFlipped_isTheSameOrANamedError() {
        MemoryObjectStore written = graph();
        List<String> before = Fixture.lines(new Fixture(written).open());
        assertThat(before).hasSize(ROWS + MUTATIONS);
        Random random = new Random(seed);
        List<ListedObject> objects = written.list(KeyPrefix.ROOT);
        SortedMap<String, Integer> outcomes = new TreeMap<>();
        List<String> silent = new ArrayList<>();
        for (int flip = 0; flip < FLIPS; flip++) {
            ObjectKey key = objects.get(random.nextInt(objects.size())).key();
            MemoryObjectStore damaged = written.copy();
            byte[] bytes = damaged.get(key, Long.MAX_VALUE).orElseThrow().bytes();
            int bit = random.nextInt(bytes.length * 8);
            bytes[bit / 8] ^= (byte) (1 << (bit % 8));
            damaged.put(key, bytes);
            String outcome = outcome(damaged, before);
            if (outcome.startsWith("silent")) {
                silent.add(outcome + ": bit " + bit + " of " + key.value());
            }
            outcomes.merge(kind(key.value()) + " " + outcome, 1, Integer::sum);
        }
        Report.count("single-bit flips in a graph of 20,000 rows, seed " + seed, FLIPS + ": " + outcomes);
        assertThat(silent).as("seed " + seed).isEmpty();
    }

    private static String outcome(MemoryObjectStore damaged, List<String> before) {
        try {
            return Fixture.lines(new Fixture(damaged).open()).equals(before) ? "same rows" : "silent: other rows";
        } catch (StoreException e) {
            return named(e.code());
        } catch (GraphException e) {
            return named(e.code());
        } catch (RuntimeException e) {
            return "silent: no name for " + e;
        }
    }

    private static String named(DiagnosticCode code) {
        return code == DiagnosticCode.INTERNAL_ERROR ? "silent: internal" : code.wireName();
    }

    private static String kind(String key) {
        String name = key.substring(key.lastIndexOf('/') + 1);
        int dot = name.indexOf('.');
        return key.contains("/branches/")
                ? "branch"
                : key.contains("/schemas/") ? "schema" : name.contains("files.json") ? "list" : name.substring(dot + 1);
    }

    private static MemoryObjectStore graph() {
        MemoryObjectStore store = new MemoryObjectStore();
        Fixture fixture = new Fixture(store);
        Graph graph = fixture.init();
        int perBatch = ROWS / BATCHES;
        for (int batch = 0; batch < BATCHES; batch++) {
            int first = batch * perBatch;
            Fixture.load(
                    graph,
                    LoadMode.APPEND,
                    IntStream.range(first, first + perBatch)
                            .mapToObj(i -> i % 2 == 0 ? Fixture.film("tt" + i) : Fixture.person("p" + i))
                            .toArray(String[]::new));
        }
        GraphAccess access = fixture.access(graph);
        for (int i = 0; i < MUTATIONS; i++) {
            write(access, "tt" + (ROWS + i));
            write(access, "tt" + 2 * i);
        }
        return store;
    }

    private static void write(GraphAccess access, String imdb) {
        access.writer()
                .write(
                        access.snapshot(ReadTarget.MAIN),
                        Fixture.upsertFilm(false, imdb, "changed"),
                        WriteContext.main("a"),
                        "mutate");
    }
}

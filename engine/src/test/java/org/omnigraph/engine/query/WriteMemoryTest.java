package org.omnigraph.engine.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnigraph.catalog.schema.SchemaCompiler;
import org.omnigraph.catalog.schema.SchemaModel;
import org.omnigraph.engine.IcebergGraphEngine;
import org.omnigraph.engine.api.Graph;
import org.omnigraph.engine.api.GraphException;
import org.omnigraph.engine.api.GraphFailure;
import org.omnigraph.engine.api.GraphRoot;
import org.omnigraph.engine.api.LoadMode;
import org.omnigraph.engine.api.ProgressListener;
import org.omnigraph.engine.api.ReadTarget;
import org.omnigraph.engine.api.WriteContext;
import org.omnigraph.engine.image.SpilledBytes;
import org.omnigraph.engine.query.budget.QueryLimits;
import org.omnigraph.engine.work.MemoryPool;
import org.omnigraph.state.testing.FakeClock;
import org.omnigraph.state.testing.MemoryObjectStore;
import org.omnigraph.state.testing.SequenceIds;

/// What loads, mutations, exports and migrations allocate with the data is reserved first (engine.md, Memory and
/// admission): too much is refused, the rest stays within the pool, and all of it is given back.
final class WriteMemoryTest {
    private static final int MIB = 1 << 20;
    private static final String DOCS = "node Doc { name: String @key  text: String?  mark: I32? }";

    @TempDir
    private Path spill;

    private final MemoryObjectStore store = new MemoryObjectStore();

    private Graph graph(GqlRunner runner, String schema) {
        IcebergGraphEngine engine = engine(runner, "W");
        engine.init(root(), "docs", engine.newIncarnation(), model(schema), "tester");
        return engine.open(root());
    }

    private Graph open(MemoryPool pool) {
        return open(runner(pool));
    }

    private Graph open(GqlRunner runner) {
        return engine(runner, "V").open(root());
    }

    private GraphRoot root() {
        return GraphRoot.ofCluster(store, "docs");
    }

    private IcebergGraphEngine engine(GqlRunner runner, String ids) {
        return new IcebergGraphEngine(runner, new SequenceIds(ids), FakeClock.standing(), spill, notice -> {});
    }

    private static SchemaModel model(String schema) {
        return SchemaCompiler.compile(schema.getBytes(StandardCharsets.UTF_8))
                .model()
                .orElseThrow();
    }

    private static GqlRunner runner(MemoryPool pool) {
        QueryOptions options = Queries.options();
        return new GqlRunner(new QueryOptions(
                pool,
                QueryLimits.ofMemory(pool.capacityBytes()),
                options.embeddings(),
                options.clock(),
                options.nanoTime(),
                options.ids()));
    }

    private static String lines(int lines, IntFunction<String> line) {
        return IntStream.range(0, lines).mapToObj(line).collect(Collectors.joining("\n"));
    }

    private static void load(Graph graph, LoadMode mode, int lines, IntFunction<String> line) {
        graph.load(
                new ByteArrayInputStream(lines(lines, line).getBytes(StandardCharsets.UTF_8)),
                mode,
                WriteContext.main("tester"),
                ProgressListener.NONE);
    }

    private static String doc(int number, int length) {
        return "{\"type\":\"Doc\",\"data\":{\"name\":\"d" + number + "\",\"text\":\"" + "t".repeat(length) + "\"}}";
    }

    private static void assertRefused(Runnable work) {
        assertThatThrownBy(work::run)
                .isInstanceOfSatisfying(
                        GraphException.class,
                        e -> assertThat(e.failure())
                                .isInstanceOfSatisfying(
                                        GraphFailure.ResourceLimit.class,
                                        limit -> assertThat(limit.resource()).isEqualTo("memory")));
    }

    @Test
    void load_ofALineThatThePoolCannotHold_isRefusedBeforeItIsHeld_andNothingIsLoaded() {
        MemoryPool pool = new MemoryPool(16 * MIB);
        GqlRunner runner = runner(pool);
        try (Graph graph = graph(runner, DOCS)) {
            assertRefused(() -> load(graph, LoadMode.APPEND, 1, line -> doc(line, 8 * MIB)));
            assertThat(pool.reservedBytes()).isZero();
            assertThat(graph.history(ReadTarget.MAIN)).hasSize(1);
            load(graph, LoadMode.APPEND, 3, line -> doc(line, MIB));
            assertThat(pool.reservedBytes()).isZero();
            assertThat(pool.peakBytes()).isBetween(6L * MIB, 16L * MIB);
        }
    }

    @Test
    void merge_ofLongLines_keepsThemOnDisk() throws IOException {
        MemoryPool pool = new MemoryPool(24 * MIB);
        IntFunction<String> line =
                number -> doc(number, MIB).replace("\"name\":", "\"id\":\"i" + number + "\",\"name\":");
        try (Graph graph = graph(runner(pool), DOCS.replace(" @key", ""));
                InputStream lines = new ByteArrayInputStream(lines(60, line).getBytes(StandardCharsets.UTF_8));
                InputStream end = new InputStream() {
                    @Override
                    public int read() {
                        throw new IllegalStateException("read in pieces");
                    }

                    @Override
                    public int read(byte[] bytes, int offset, int length) throws IOException {
                        assertThat(SpilledBytes.open(spill)).isGreaterThan(50L * MIB);
                        return -1;
                    }
                }) {
            graph.load(
                    new SequenceInputStream(lines, end),
                    LoadMode.MERGE,
                    WriteContext.main("tester"),
                    ProgressListener.NONE);
            assertThat(SpilledBytes.open(spill)).isZero();
            assertThat(pool.reservedBytes()).isZero();
            assertThat(graph.export(ReadTarget.MAIN, List.of(), OutputStream.nullOutputStream()))
                    .isEqualTo(60);
        }
    }

    @Test
    void manyIds_areReserved_andGivenBack() {
        MemoryPool pool = new MemoryPool(64 * MIB);
        try (Graph graph = graph(runner(pool), DOCS)) {
            load(graph, LoadMode.APPEND, 60_000, line -> doc(line, 1));
            assertThat(pool.reservedBytes()).isZero();
            // The rows' own buffer is a sixteenth of the pool; the table of ids stands beside it.
            assertThat(pool.peakBytes()).isGreaterThan(4L * MIB + 3 * MIB);
        }
    }

    /// Clients that stop in the middle of what they send hold no more than half of the memory, however many they are.
    @Test
    void loads_thatTheirClientsDoNotEnd_leaveHalfOfTheMemoryToOthers() throws Exception {
        MemoryPool pool = new MemoryPool(16 * MIB);
        try (Graph graph = graph(runner(pool), DOCS);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<PipedOutputStream> clients = new ArrayList<>();
            List<Future<?>> loads = new ArrayList<>();
            AtomicInteger held = new AtomicInteger();
            AtomicInteger refused = new AtomicInteger();
            CountDownLatch settled = new CountDownLatch(12);
            for (int i = 0; i < 12; i++) {
                PipedOutputStream client = new PipedOutputStream();
                InputStream lines = new PipedInputStream(client) {
                    @Override
                    public synchronized int read(byte[] bytes, int offset, int length) throws IOException {
                        if (available() == 0) {
                            held.incrementAndGet();
                            settled.countDown();
                        }
                        return super.read(bytes, offset, length);
                    }
                };
                client.write((doc(i, 1) + "\n").getBytes(StandardCharsets.UTF_8));
                clients.add(client);
                loads.add(threads.submit(() -> {
                    try {
                        graph.load(lines, LoadMode.APPEND, WriteContext.main("tester"), ProgressListener.NONE);
                    } catch (GraphException e) {
                        assertThat(e.failure()).isInstanceOf(GraphFailure.Busy.class);
                        refused.incrementAndGet();
                        settled.countDown();
                    }
                }));
            }
            settled.await();
            assertThat(refused.get()).isPositive();
            assertThat(held.get()).isEqualTo(8);
            try (var others = pool.open("others")) {
                others.grow(7L * MIB);
            }
            for (PipedOutputStream client : clients) {
                client.close();
            }
            for (Future<?> load : loads) {
                load.get();
            }
            assertThat(pool.reservedBytes()).isZero();
            assertThat(graph.export(ReadTarget.MAIN, List.of(), OutputStream.nullOutputStream()))
                    .isEqualTo(8);
        }
    }

    @Test
    void export_ofLongRows_holdsFewOfThem() {
        MemoryPool pool = new MemoryPool(128 * MIB);
        try (Graph graph = graph(runner(pool), DOCS)) {
            load(graph, LoadMode.APPEND, 48, line -> doc(line, MIB));
            MemoryPool small = new MemoryPool(64 * MIB);
            try (Graph again = open(small)) {
                assertThat(again.export(ReadTarget.MAIN, List.of(), OutputStream.nullOutputStream()))
                        .isEqualTo(48);
            }
            assertThat(small.reservedBytes()).isZero();
            assertThat(small.peakBytes()).isGreaterThan(4L * MIB);
        }
    }

    @Test
    void scan_ofThousandsOfColumns_takesFewerRowsAtATime() {
        MemoryPool pool = new MemoryPool(64 * MIB);
        String columns =
                IntStream.range(0, 2000).mapToObj(i -> "c" + i + ": I64?").collect(Collectors.joining("  "));
        GqlRunner runner = runner(pool);
        try (Graph graph = graph(runner, "node Wide { name: String @key  " + columns + " }")) {
            load(
                    graph,
                    LoadMode.APPEND,
                    300,
                    line -> "{\"type\":\"Wide\",\"data\":{\"name\":\"w" + line + "\",\"c7\":" + line + "}}");
        }
        MemoryPool small = new MemoryPool(16 * MIB);
        try (Graph graph = open(small)) {
            assertThat(graph.export(ReadTarget.MAIN, List.of(), OutputStream.nullOutputStream()))
                    .isEqualTo(300);
            assertThat(small.reservedBytes()).isZero();
            assertThat(small.peakBytes()).isPositive();
        }
    }

    @Test
    void update_ofMoreThanThePoolCanHold_isRefused_andNothingIsWritten() {
        MemoryPool pool = new MemoryPool(128 * MIB);
        try (Graph graph = graph(runner(pool), DOCS)) {
            load(graph, LoadMode.APPEND, 40, line -> doc(line, MIB));
            MemoryPool small = new MemoryPool(48 * MIB);
            GqlRunner runner = runner(small);
            try (Graph again = open(runner)) {
                assertRefused(() -> again.mutate(
                        "query q() { update Doc set { mark: 1 } where name != \"\" }",
                        "",
                        Queries.object("{}"),
                        WriteContext.main("tester")));
                assertThat(small.reservedBytes()).isEqualTo(runner.cachedBytes());
                assertThat(again.history(ReadTarget.MAIN)).hasSize(2);
            }
        }
    }

    @Test
    void plans_areReserved_andGoWhenOthersNeedTheMemory() {
        MemoryPool pool = new MemoryPool(4 * MIB);
        GqlRunner runner = runner(pool);
        try (Graph graph = graph(runner, DOCS)) {
            for (int i = 0; i < 200; i++) {
                graph.query(
                        "query q() { match { $d: Doc { mark: " + i + " } } return { $d.name } }",
                        "",
                        Queries.object("{}"),
                        ReadTarget.MAIN);
            }
            assertThat(runner.cachedBytes()).isBetween(100L << 10, 4L * MIB / 16 + (64 << 10));
            assertThat(pool.reservedBytes()).isEqualTo(runner.cachedBytes());
            try (var everything = pool.open("all there is")) {
                everything.grow(4 * MIB);
                assertThat(runner.cachedBytes()).isZero();
            }
        }
    }
}

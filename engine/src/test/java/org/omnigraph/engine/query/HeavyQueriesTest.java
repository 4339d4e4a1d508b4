package org.omnigraph.engine.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.omnigraph.engine.api.GraphException;
import org.omnigraph.engine.api.GraphFailure;
import org.omnigraph.engine.api.ReadHead;
import org.omnigraph.engine.api.ReadTarget;
import org.omnigraph.engine.api.ResultRow;
import org.omnigraph.engine.api.RowSink;
import org.omnigraph.engine.query.budget.QueryLimits;
import org.omnigraph.engine.work.MemoryPool;
import org.omnigraph.engine.work.WorkScope;
import org.omnigraph.state.json.Json;

/// Queries that would take more memory, or more time, than there is: each ends with its rows or with a typed refusal,
/// gives back all that it held, and ends when it is cancelled.
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HeavyQueriesTest {
    private static final int NODES = 3000;

    /// A hundredth of what a laptop has; the whole graph takes about a mebibyte of it.
    private static final long POOL_BYTES = 6 << 20;

    private final MemoryGraph graph =
            new MemoryGraph("node P { name: String @key  age: I32?  text: String?  tags: [String]? } edge K: P -> P");

    @BeforeAll
    void world() {
        for (int i = 0; i < NODES; i++) {
            graph.node(
                    "P",
                    Queries.values(
                            "name",
                            "p" + i,
                            "age",
                            i % 100,
                            "text",
                            "word" + i + " some words that many rows have " + "x".repeat(100),
                            "tags",
                            List.of("t" + i, "u" + i % 7)));
            graph.edge("K", "p" + i, "p" + (i * 7 + 1) % Math.max(1, i + 1), Map.of());
        }
        for (int i = 1; i < NODES; i++) {
            graph.edge("K", "p" + (i - 1), "p" + i, Map.of());
        }
    }

    private static Map<String, String> queries() {
        Map<String, String> queries = new LinkedHashMap<>();
        queries.put("rows of long strings", "match { $a: P $b: P } return { $a.text, $b.text as other }");
        queries.put(
                "wide rows",
                "match { $a: P } return { "
                        + IntStream.range(0, 1024)
                                .mapToObj(i -> "$a.text as c" + i)
                                .collect(Collectors.joining(" "))
                        + " }");
        queries.put("objects", "match { $a: P $b: P } return { $a, $b }");
        queries.put("a cross product that is counted", "match { $a: P $b: P $c: P } return { count($a) }");
        queries.put(
                "a cross product that no filter lets pass",
                "match { $a: P $b: P $a.age < $b.age $b.age < $a.age } return { $a.name }");
        queries.put(
                "a group for each pair", "match { $a: P $b: P } return { $a.name, $b.name as other, count($a) as n }");
        queries.put("groups by lists", "match { $a: P $b: P } return { $a.tags, $b.tags as other, min($b.text) as m }");
        queries.put(
                "a sort of everything",
                "match { $a: P $b: P } return { $a.name } order { $b.text desc, $a.age, $b.name }");
        queries.put(
                "a heap of everything",
                "match { $a: P $b: P } return { $a.name } order { $b.text desc, $a.age, $b.name } limit 2000000");
        queries.put("long walks", "match { $a: P $a k{1,1000} $b } return { count($b) }");
        queries.put("long walks both ways", "match { $a: P $a <k>{2,900} $b } return { $a.name, $b.name as to }");
        queries.put(
                "blocks in blocks",
                "match { $a: P $b: P not { $a k{1,50} $c not { $c k{1,50} $b $c.age > $a.age } } } return { $a.name }");
        queries.put("text that holds text", "match { $a: P $b: P $a.text contains $b.text } return { $a.name }");
        queries.put(
                "search",
                "match { $a: P $b: P search($a.text, \"words\") fuzzy($b.text, \"wrd\", 2) } return { count($a) }");
        queries.put(
                "scores",
                "match { $a: P $b: P } return { $a.name } order { bm25($a.text, \"words rows\") desc, $b.name }");
        queries.put(
                "as many variables as may be",
                "match { "
                        + IntStream.range(0, 256)
                                .mapToObj(i -> "$v" + i + ": P")
                                .collect(Collectors.joining(" ")) + " } return { $v0.name }");
        queries.put(
                "as many clauses as may be", "match { $a: P " + "$a k{1,3} $a ".repeat(1000) + " } return { $a.name }");
        return queries;
    }

    @Test
    void heavyQuery_ofEachKind_endsWithRowsOrARefusal_andGivesAllBack() {
        MemoryPool pool = new MemoryPool(POOL_BYTES);
        GqlRunner runner = runner(pool, 30_000_000);
        queries().forEach((kind, body) -> {
            Optional<GraphFailure> end = run(runner, pool, body, System::nanoTime);
            end.ifPresent(failure -> assertThat(failure)
                    .as(kind)
                    .isInstanceOfAny(GraphFailure.ResourceLimit.class, GraphFailure.Busy.class));
            assertThat(pool.reservedBytes()).as(kind).isEqualTo(runner.cachedBytes());
            assertThat(pool.waiting()).as(kind).isZero();
        });
        assertThat(pool.peakBytes()).isLessThanOrEqualTo(POOL_BYTES);
        assertThat(runner.cachedBytes()).isPositive();
        try (var all = pool.open("all there is")) {
            all.grow(POOL_BYTES);
            assertThat(runner.cachedBytes()).isZero();
        }
        assertThat(pool.reservedBytes()).isZero();
    }

    @Test
    void heavyQuery_cancelledWhileItRuns_endsAsCancelled_andGivesAllBack() throws Exception {
        MemoryPool pool = new MemoryPool(256 << 20);
        GqlRunner runner = runner(pool, Long.MAX_VALUE / 2);
        String endless = "query q() { match { $a: P $b: P $c: P $d: P } return { count($a) } }";
        try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
            CountDownLatch looked = new CountDownLatch(1000);
            WorkScope scope = new WorkScope(pool, "a test", "", Duration.ofHours(1), () -> {
                looked.countDown();
                return System.nanoTime();
            });
            Future<Optional<GraphFailure>> end = threads.submit(() -> run(runner, scope, endless));
            looked.await();
            scope.cancel();
            assertThat(end.get()).contains(new GraphFailure.Cancelled());
            scope.close();
        }
        assertThat(pool.reservedBytes()).isEqualTo(runner.cachedBytes());
    }

    @Test
    void query_toASink_givesRowsOneByOne_inMemoryThatDoesNotGrowWithThem() {
        MemoryPool pool = new MemoryPool(POOL_BYTES);
        GqlRunner runner = runner(pool, 30_000_000);
        String wide = "query q() { match { $a: P } return { "
                + IntStream.range(0, 200).mapToObj(i -> "$a.text as c" + i).collect(Collectors.joining(" ")) + " } }";
        AtomicLong seen = new AtomicLong();
        AtomicLong bytes = new AtomicLong();
        OutputStream counted = new OutputStream() {
            @Override
            public void write(int b) {
                bytes.incrementAndGet();
            }

            @Override
            public void write(byte[] buffer, int offset, int length) {
                bytes.addAndGet(length);
            }
        };
        long rows = runner.query(graph, wide, "", Queries.object("{}"), ReadTarget.MAIN, new RowSink() {
            private final JsonGenerator json = generator(counted);

            @Override
            public void begin(ReadHead head) {
                assertThat(head.columns()).hasSize(200);
                assertThat(head.rowCount()).isEqualTo(NODES);
            }

            @Override
            public void row(ResultRow row) throws IOException {
                row.writeTo(json);
                seen.incrementAndGet();
            }
        });
        assertThat(rows).isEqualTo(NODES);
        assertThat(seen.get()).isEqualTo(NODES);
        assertThat(bytes.get()).isGreaterThan(10 * POOL_BYTES);
        assertThat(pool.peakBytes()).isLessThanOrEqualTo(POOL_BYTES);
        assertThat(pool.reservedBytes()).isEqualTo(runner.cachedBytes());
    }

    private static JsonGenerator generator(OutputStream out) {
        try {
            return Json.mapper().createGenerator(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private GqlRunner runner(MemoryPool pool, long rows) {
        QueryOptions options = Queries.options();
        return new GqlRunner(new QueryOptions(
                pool,
                new QueryLimits(rows, pool.capacityBytes(), Duration.ofMinutes(2)),
                options.embeddings(),
                options.clock(),
                options.nanoTime(),
                options.ids()));
    }

    private Optional<GraphFailure> run(GqlRunner runner, MemoryPool pool, String body, LongSupplier clock) {
        try (WorkScope scope = new WorkScope(pool, "a test", "", Duration.ofMinutes(2), clock)) {
            return run(runner, scope, "query q() { " + body + " }");
        }
    }

    private Optional<GraphFailure> run(GqlRunner runner, WorkScope scope, String source) {
        try {
            scope.run(() -> runner.query(graph, source, "", Queries.object("{}"), ReadTarget.MAIN));
            return Optional.empty();
        } catch (GraphException e) {
            return Optional.of(e.failure());
        }
    }
}

package org.omnigraph.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnigraph.engine.api.DropMode;
import org.omnigraph.engine.api.Graph;
import org.omnigraph.engine.api.GraphException;
import org.omnigraph.engine.api.GraphFailure;
import org.omnigraph.engine.api.GraphProbe;
import org.omnigraph.engine.api.LoadMode;
import org.omnigraph.engine.api.ReadTarget;
import org.omnigraph.engine.api.WriteContext;
import org.omnigraph.engine.index.MockEmbeddingProvider;
import org.omnigraph.engine.query.GqlRunner;
import org.omnigraph.engine.query.QueryOptions;
import org.omnigraph.engine.query.budget.QueryLimits;
import org.omnigraph.engine.work.MemoryPool;
import org.omnigraph.state.json.Json;
import org.omnigraph.state.store.KeyPrefix;
import org.omnigraph.state.store.ListedObject;
import org.omnigraph.state.store.LocalObjectStore;
import org.omnigraph.state.store.ObjectStore;
import org.omnigraph.state.store.PutOutcome;
import org.omnigraph.state.testing.CrashingObjectStore;
import org.omnigraph.state.testing.CrashingObjectStore.Moment;
import org.omnigraph.state.testing.MemoryObjectStore;
import org.omnigraph.state.testing.Report;
import org.omnigraph.state.testing.Sample;

/// The crash points of init, load, mutate and schema apply: before and after each store operation, in memory and on
/// disk; a sample in a plain build, all with `-Dcrash.share=1` as in `.ci/run`. A write that did not return is there
/// whole or not at all, and doing it
/// again converges, even if that dies too.
class CrashMatrixTest {
    private static final String SCHEMA = "node A { k: String @key  v: I32? }\nedge E: A -> A";
    private static final String WIDER = "node A { k: String @key  v: I32?  w: String? }\nedge E: A -> A\nnode B {}";
    private static final String NARROWER = "node A { k: String @key }";
    private static final String[] LINES = {
        "{\"type\":\"A\",\"data\":{\"k\":\"a\",\"v\":2}}",
        "{\"type\":\"A\",\"data\":{\"k\":\"b\"}}",
        "{\"edge\":\"E\",\"from\":\"a\",\"to\":\"b\",\"data\":{\"id\":\"e\"}}"
    };
    private static final String MUTATION =
            "query m() { insert A { k: \"c\" v: 1 } update A set { v: 7 } where k = \"a\" }";
    private static final long OBJECT_BYTES_MAX = 1 << 20;
    private static final double SHARE_IN_MEMORY = Sample.share("crash.share", 0.25);
    private static final double SHARE_ON_DISK = Sample.share("crash.share", 0.05);
    private static final double SHARE_OF_PAIRS = 0.12;

    @TempDir
    Path temp;

    private final long seed = Long.getLong("seed", System.nanoTime());
    private final AtomicInteger disks = new AtomicInteger();

    /// What a process does when it dies, what was true before or after, and how the next process goes on.
    ///
    /// @param seen what the survivor may hold before the next process goes on
    /// @param again goes on; may be done any number of times
    /// @param done what then holds
    private record Scenario(
            String name,
            MemoryObjectStore start,
            Consumer<ObjectStore> act,
            Consumer<ObjectStore> seen,
            Consumer<ObjectStore> again,
            Consumer<ObjectStore> done) {}

    /// Before or after the operation of this number.
    private record Point(long at, Moment moment) {}

    @Test
    void init_anyCrash_isGraphOrNone() {
        holds(new Scenario(
                "init",
                new MemoryObjectStore(),
                CrashMatrixTest::initUnlessThere,
                store -> {},
                store -> {
                    initUnlessThere(store);
                    Fixture.load(new Fixture(store).open(), LoadMode.MERGE, LINES);
                },
                store -> {
                    Graph graph = new Fixture(store).open();
                    assertThat(Fixture.lines(graph)).hasSize(3);
                    assertThat(graph.history(ReadTarget.MAIN).getFirst().toString())
                            .isNotEmpty();
                }));
    }

    @Test
    void load_anyCrash_isAllOrNothingAndConverges() {
        MemoryObjectStore start = new MemoryObjectStore();
        Graph graph = new Fixture(start).init(SCHEMA);
        Fixture.load(graph, LoadMode.APPEND, "{\"type\":\"A\",\"data\":{\"k\":\"a\",\"v\":1}}");
        List<String> before = Fixture.lines(graph);
        Consumer<ObjectStore> load = store -> Fixture.load(new Fixture(store).open(), LoadMode.MERGE, LINES);
        holds(new Scenario(
                "load",
                start,
                load,
                store -> {
                    List<String> found = Fixture.lines(new Fixture(store).open());
                    assertThat(found.equals(before) || found.size() == 3).isTrue();
                },
                load,
                store -> assertThat(Fixture.lines(new Fixture(store).open()))
                        .hasSize(3)
                        .anyMatch(line -> line.contains("\"v\":2"))));
    }

    @Test
    void mutate_anyCrash_isAllOrNothingAndConverges() {
        MemoryObjectStore start = new MemoryObjectStore();
        Fixture.load(new Fixture(start).init(SCHEMA), LoadMode.APPEND, LINES);
        List<String> before = Fixture.lines(new Fixture(start).open());
        Consumer<ObjectStore> mutate = store -> {
            Fixture fixture = new Fixture(store);
            Graph graph = Fixture.engine(new GqlRunner(options())).open(fixture.root());
            if (Fixture.lines(graph).equals(before)) {
                assertThat(graph.mutate(MUTATION, "m", Json.object(), WriteContext.main("a")))
                        .isNotNull();
            }
        };
        List<String> after = mutated(start.copy(), mutate);
        assertThat(after).isNotEqualTo(before);
        holds(new Scenario(
                "mutate",
                start,
                mutate,
                store -> assertThat(Fixture.lines(new Fixture(store).open())).isIn(before, after),
                mutate,
                store -> assertThat(Fixture.lines(new Fixture(store).open())).isEqualTo(after)));
    }

    @Test
    void schemaApply_anyCrash_isAllOrNothingAndConverges() {
        MemoryObjectStore start = new MemoryObjectStore();
        Fixture.load(new Fixture(start).init(SCHEMA), LoadMode.APPEND, LINES);
        Consumer<ObjectStore> apply =
                store -> new Fixture(store).open().schemaApply(Fixture.schema(WIDER), WriteContext.main("a"));
        holds(new Scenario(
                "schema apply",
                start,
                apply,
                store -> assertThat(new Fixture(store)
                                .open()
                                .schema(ReadTarget.MAIN)
                                .model()
                                .source())
                        .isIn(SCHEMA, WIDER),
                apply,
                store -> {
                    Graph graph = new Fixture(store).open();
                    assertThat(graph.schema(ReadTarget.MAIN).model().source()).isEqualTo(WIDER);
                    assertThat(graph.history(ReadTarget.MAIN)).hasSize(3);
                    assertThat(Fixture.lines(graph)).hasSize(3);
                }));
    }

    @Test
    void schemaApplyWithHardDrops_anyCrash_isAllOrNothing_andNothingIsLeftOfWhatWasDropped() {
        MemoryObjectStore start = new MemoryObjectStore();
        Graph graph = new Fixture(start).init(SCHEMA);
        Fixture.load(graph, LoadMode.APPEND, LINES);
        Fixture.load(graph, LoadMode.MERGE, "{\"type\":\"A\",\"data\":{\"k\":\"a\",\"v\":9}}");
        Set<String> dropped = Fixture.tableFiles(start);
        Consumer<ObjectStore> apply = store ->
                new Fixture(store).open().schemaApply(Fixture.schema(NARROWER), DropMode.HARD, WriteContext.main("a"));
        Consumer<ObjectStore> done = store -> {
            Graph after = new Fixture(store).open();
            assertThat(after.schema(ReadTarget.MAIN).model().source()).isEqualTo(NARROWER);
            assertThat(Fixture.lines(after)).hasSize(2);
            assertThat(Fixture.tableFiles(store)).doesNotContainAnyElementsOf(dropped);
        };
        Consumer<ObjectStore> seen = store -> {
            Graph survivor = new Fixture(store).open();
            assertThat(Fixture.lines(survivor))
                    .hasSize(survivor.schema(ReadTarget.MAIN).model().source().equals(SCHEMA) ? 3 : 2);
        };
        holds(new Scenario("schema apply with hard drops", start, apply, seen, apply, done), SHARE_ON_DISK / 5);
        Scenario goingOnWithALoad = new Scenario(
                "schema apply with hard drops, then a load",
                start,
                apply,
                seen,
                store -> {
                    Graph survivor = new Fixture(store).open();
                    Fixture.load(survivor, LoadMode.MERGE, "{\"type\":\"A\",\"data\":{\"k\":\"a\"}}");
                    if (survivor.schema(ReadTarget.MAIN).model().source().equals(SCHEMA)) {
                        apply.accept(store);
                    }
                },
                done);
        long points = matrix(goingOnWithALoad, MemoryObjectStore::copy, SHARE_OF_PAIRS);
        Report.count("crash points tried, " + goingOnWithALoad.name() + ", sampled with seed " + seed, points);
    }

    private void holds(Scenario scenario) {
        holds(scenario, SHARE_ON_DISK);
    }

    private void holds(Scenario scenario, double shareOnDisk) {
        long points = matrix(scenario, MemoryObjectStore::copy, SHARE_IN_MEMORY);
        Report.count("crash points tried, " + scenario.name() + ", in memory, sampled with seed " + seed, points);
        long onDisk = matrix(scenario, this::onDisk, shareOnDisk);
        Report.count("crash points tried, " + scenario.name() + ", on disk, sampled with seed " + seed, onDisk);
        long pairs = pairs(scenario);
        Report.count("crashes in the recovery, " + scenario.name() + ", sampled with seed " + seed, pairs);
        assertThat(points).isPositive();
        assertThat(pairs).isPositive();
    }

    private <S extends ObjectStore> long matrix(
            Scenario scenario, Function<MemoryObjectStore, S> backend, double share) {
        List<Point> points = points(scenario);
        Collections.shuffle(points, new Random(seed));
        List<Point> chosen = points.subList(0, (int) Math.ceil(points.size() * share));
        for (Point point : chosen) {
            ObjectStore survivor = backend.apply(scenario.start());
            die(survivor, point.at(), point.moment(), scenario.act());
            scenario.seen().accept(survivor);
            scenario.again().accept(survivor);
            scenario.done().accept(survivor);
        }
        return chosen.size();
    }

    private static List<Point> points(Scenario scenario) {
        long operations = operations(scenario.start().copy(), scenario.act());
        List<Point> points = new ArrayList<>();
        for (long at = 1; at <= operations; at++) {
            for (Moment moment : Moment.values()) {
                points.add(new Point(at, moment));
            }
        }
        return points;
    }

    /// The process that goes on dies as well.
    private long pairs(Scenario scenario) {
        Random random = new Random(seed);
        Consumer<ObjectStore> dyingOnce = survivor -> {
            long recovering = operations(((MemoryObjectStore) survivor).copy(), scenario.again());
            Moment moment = random.nextBoolean() ? Moment.BEFORE : Moment.AFTER;
            die(survivor, 1 + random.nextLong(recovering), moment, scenario.again());
            scenario.again().accept(survivor);
        };
        Scenario dyingTwice = new Scenario(
                scenario.name(), scenario.start(), scenario.act(), scenario.seen(), dyingOnce, scenario.done());
        return matrix(dyingTwice, MemoryObjectStore::copy, SHARE_OF_PAIRS);
    }

    private static void die(ObjectStore survivor, long at, Moment moment, Consumer<ObjectStore> act) {
        CrashingObjectStore crashing = CrashingObjectStore.at(survivor, at, moment);
        try {
            act.accept(crashing);
        } catch (Throwable death) {
            // Iceberg's threads wrap what kills them. What it left is looked at afterwards.
            assertThat(isKnownFailure(death)).as("died with %s", death).isFalse();
        }
        assertThat(crashing.crashed()).as("point %s %s", at, moment).isTrue();
    }

    /// A dead process must not have told anybody that its write failed for good.
    private static boolean isKnownFailure(Throwable death) {
        return death instanceof GraphException refusal && !(refusal.failure() instanceof GraphFailure.OutcomeUnknown);
    }

    private static long operations(ObjectStore store, Consumer<ObjectStore> act) {
        CrashingObjectStore counting = CrashingObjectStore.never(store);
        act.accept(counting);
        return counting.operations();
    }

    private static void initUnlessThere(ObjectStore store) {
        Fixture fixture = new Fixture(store);
        switch (fixture.engine().probe(fixture.root())) {
            case GraphProbe.Absent _, GraphProbe.Partial _ -> fixture.init(SCHEMA);
            case GraphProbe.Present _ -> {}
            case GraphProbe.Unreadable(String reason) -> throw new AssertionError(reason);
        }
    }

    private static List<String> mutated(ObjectStore store, Consumer<ObjectStore> mutate) {
        mutate.accept(store);
        return Fixture.lines(new Fixture(store).open());
    }

    private ObjectStore onDisk(MemoryObjectStore contents) {
        ObjectStore disk = LocalObjectStore.at(temp.resolve("disk-" + disks.incrementAndGet()));
        for (ListedObject object : contents.list(KeyPrefix.ROOT)) {
            byte[] bytes =
                    contents.get(object.key(), OBJECT_BYTES_MAX).orElseThrow().bytes();
            assertThat(disk.putIfAbsent(object.key(), bytes)).isInstanceOf(PutOutcome.Written.class);
        }
        return disk;
    }

    private static QueryOptions options() {
        return new QueryOptions(
                new MemoryPool(OBJECT_BYTES_MAX << 8),
                new QueryLimits(50_000_000, OBJECT_BYTES_MAX << 8, Duration.ofMinutes(2)),
                new MockEmbeddingProvider(),
                () -> Instant.parse("2026-03-09T18:30:00.000Z"),
                System::nanoTime,
                () -> "fresh");
    }
}

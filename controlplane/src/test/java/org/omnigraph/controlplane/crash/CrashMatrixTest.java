package org.omnigraph.controlplane.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnigraph.controlplane.testing.TestCluster;
import org.omnigraph.state.ledger.Revision;
import org.omnigraph.state.store.LocalObjectStore;
import org.omnigraph.state.store.ObjectStore;
import org.omnigraph.state.testing.CrashingObjectStore;
import org.omnigraph.state.testing.CrashingObjectStore.Moment;
import org.omnigraph.state.testing.InParallel;
import org.omnigraph.state.testing.KeptOpenStore;
import org.omnigraph.state.testing.MemoryObjectStore;
import org.omnigraph.state.testing.RealS3;
import org.omnigraph.state.testing.Report;
import org.omnigraph.state.testing.S3ProxyServer;
import org.omnigraph.state.testing.Sample;
import org.omnigraph.state.testing.SequenceIds;
import org.omnigraph.state.testing.SimulatedCrash;

/// Every command dies before and after every operation on the store; then it recovers as [Recovery] says. Then the
/// recovery dies as well. `-Dcrash.share=1` tries every point on every store, `-Dseed=N` repeats a sample.
final class CrashMatrixTest {
    private static final int THREADS = 2;
    /// A server mostly makes a client wait: Ceph holds the body of each small read back for 40 ms.
    private static final int THREADS_ON_A_SERVER = 16;
    private static final double ALL = 1;

    @TempDir
    private Path folder;

    private final long seed = Long.getLong("seed", System.nanoTime());
    private final AtomicInteger stores = new AtomicInteger();

    /// Where a process died.
    private record Point(long at, Moment moment) {
        @Override
        public String toString() {
            return moment + " operation " + at;
        }
    }

    /// What a scenario begins with.
    private record Start(
            CrashScenario scenario, Path config, SortedMap<String, String> contents, List<Revision> history) {}

    /// A fifth of them in a plain build; `.ci/run` tries them all.
    @Test
    void points_onDisk() throws Exception {
        double share = Sample.share("crash.share", 0.2);
        report(
                "on disk",
                matrix(() -> LocalObjectStore.at(folder.resolve("store-" + stores.incrementAndGet())), share),
                share);
    }

    @Test
    void sampledPoints_onAnS3Server() throws Exception {
        double share = Sample.share("crash.share", 0.05);
        try (S3ProxyServer server = S3ProxyServer.start()) {
            report("on s3proxy", matrix(() -> server.openStore("crash"), share), share);
        }
    }

    /// All points take a quarter of an hour there; `-Dcrash.share=1` runs them all.
    @Test
    void sampledPoints_onARealS3Server() throws Exception {
        RealS3.openStore("crash").close();
        double share = Sample.share("crash.share", 0.2);
        report("on a real S3 server", matrix(() -> RealS3.openStore("crash"), share, THREADS_ON_A_SERVER), share);
    }

    /// The recovery dies too, at a random operation: the next one must still get there. `-Dcrash.pairs=4` tries more
    /// of them for each point.
    @Test
    void crashInTheRecovery_inMemory() throws Exception {
        int perPoint = Integer.getInteger("crash.pairs", 1);
        AtomicLong pairs = new AtomicLong();
        for (CrashScenario scenario : CrashScenario.all()) {
            Start start = start(scenario);
            InParallel.forEach(THREADS, points(start), point -> {
                Random random = new Random(seed + point.hashCode());
                SortedMap<String, String> crashed = crash(start, new MemoryObjectStore(), point);
                long operations = operationsOfRecovery(start, crashed);
                for (int i = 0; i < perPoint && operations > 0; i++) {
                    Point second = new Point(
                            1 + random.nextLong(operations), random.nextBoolean() ? Moment.BEFORE : Moment.AFTER);
                    crashAgain(start, crashed, second, scenario.name() + ", " + point + ", then " + second);
                    pairs.incrementAndGet();
                }
            });
        }
        Report.count("control plane: crashes in the recovery, sampled with seed " + seed, pairs);
        assertThat(pairs.get()).isGreaterThanOrEqualTo(500L * perPoint);
    }

    private void report(String where, long points, double share) {
        Report.count(
                "control plane: crash points " + where
                        + (share < ALL ? ", sampled with seed " + seed : ", all there are"),
                points);
        assertThat(points).isGreaterThan((long) (400 * share));
    }

    private long matrix(Supplier<ObjectStore> backend, double share) throws Exception {
        return matrix(backend, share, THREADS);
    }

    private long matrix(Supplier<ObjectStore> backend, double share, int threads) throws Exception {
        AtomicLong tried = new AtomicLong();
        Random random = new Random(seed);
        for (CrashScenario scenario : CrashScenario.all()) {
            Start start = start(scenario);
            List<Point> points = points(start).stream()
                    .filter(point -> random.nextDouble() < share)
                    .toList();
            InParallel.forEach(threads, points, point -> {
                KeptOpenStore store = new KeptOpenStore(backend.get());
                try {
                    crash(start, store, point);
                    recovery(start, scenario.name() + ", " + point).recover(store, start.history());
                    tried.incrementAndGet();
                } finally {
                    store.closeForGood();
                }
            });
        }
        return tried.get();
    }

    private Start start(CrashScenario scenario) throws IOException {
        Path config = Files.createDirectory(folder.resolve("config-" + stores.incrementAndGet()));
        TestCluster cluster = TestCluster.small(config);
        MemoryObjectStore store = new MemoryObjectStore();
        scenario.before().prepare(cluster, cluster.commands(store, new SequenceIds("A")), store);
        scenario.edit().accept(cluster);
        return new Start(scenario, config, Contents.of(store), Recovery.history(store));
    }

    private static List<Point> points(Start start) {
        CrashingObjectStore counting =
                CrashingObjectStore.never(Contents.fill(new MemoryObjectStore(), start.contents()));
        act(start, counting);
        List<Point> points = new ArrayList<>();
        for (long at = 1; at <= counting.operations(); at++) {
            points.add(new Point(at, Moment.BEFORE));
            points.add(new Point(at, Moment.AFTER));
        }
        assertThat(points).as(start.scenario().name()).isNotEmpty();
        return points;
    }

    private static SortedMap<String, String> crash(Start start, ObjectStore empty, Point point) {
        ObjectStore store = Contents.fill(empty, start.contents());
        CrashingObjectStore dying = CrashingObjectStore.at(store, point.at(), point.moment());
        try {
            act(start, dying);
        } catch (SimulatedCrash expected) {
            assertThat(dying.crashed()).isTrue();
        }
        assertThat(dying.crashed())
                .as("%s dies %s", start.scenario().name(), point)
                .isTrue();
        return Contents.of(store);
    }

    private static void act(Start start, ObjectStore store) {
        TestCluster cluster = new TestCluster(start.config());
        start.scenario().victim().accept(cluster, cluster.commands(store, new SequenceIds("C")));
    }

    private static long operationsOfRecovery(Start start, SortedMap<String, String> crashed) {
        CrashingObjectStore counting = CrashingObjectStore.never(Contents.fill(new MemoryObjectStore(), crashed));
        recovery(start, start.scenario().name()).rerun(counting, "R");
        return counting.operations();
    }

    private static void crashAgain(Start start, SortedMap<String, String> crashed, Point second, String where) {
        ObjectStore store = Contents.fill(new MemoryObjectStore(), crashed);
        CrashingObjectStore dying = CrashingObjectStore.at(store, second.at(), second.moment());
        try {
            recovery(start, where).rerun(dying, "R");
        } catch (SimulatedCrash expected) {
            // The oracles below look at what it left.
        }
        assertThat(dying.crashed()).as(where).isTrue();
        recovery(start, where).recover(store, start.history());
    }

    private static Recovery recovery(Start start, String where) {
        return new Recovery(start.scenario(), start.config(), where);
    }
}

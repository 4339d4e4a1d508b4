package org.omnigraph.controlplane.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnigraph.controlplane.testing.TestCluster;
import org.omnigraph.state.ledger.Ledger;
import org.omnigraph.state.ledger.LedgerReading;
import org.omnigraph.state.ledger.LedgerSnapshot;
import org.omnigraph.state.lock.LockObservation;
import org.omnigraph.state.lock.StateLock;
import org.omnigraph.state.store.ObjectStore;
import org.omnigraph.state.testing.CrashingObjectStore;
import org.omnigraph.state.testing.CrashingObjectStore.Moment;
import org.omnigraph.state.testing.MemoryObjectStore;
import org.omnigraph.state.testing.SequenceIds;
import org.omnigraph.state.testing.SimulatedCrash;

/// Dies before and after every store operation of a command, then does what the runbook says, and checks
/// storage-protocol.md §5: the ledger parses and never goes back, what was acknowledged stays, two re-runs converge,
/// no graph goes without a consumed approval, nothing is left behind. Then dies again inside the recovery.
final class CrashMatrixTest {
    private static final int RERUNS_MAX = 2;

    @TempDir
    private Path folder;

    private record Scenario(
            String name,
            BiConsumer<TestCluster, ClusterCommands> before,
            Consumer<TestCluster> edit,
            BiConsumer<TestCluster, ClusterCommands> victim) {}

    private static void nothing(TestCluster cluster) {}

    private static void converge(TestCluster cluster, ClusterCommands commands) {
        cluster.importCluster(commands);
        assertThat(cluster.apply(commands).converged()).isTrue();
    }

    private static void convergeAndApproveDelete(TestCluster cluster, ClusterCommands commands) {
        converge(cluster, commands);
        cluster.write("cluster.yaml", "version: 1\n");
        assertThat(TestCluster.errors(cluster.approve(commands, "graph.brain"))).isEmpty();
    }

    private static List<Scenario> scenarios() {
        BiConsumer<TestCluster, ClusterCommands> apply = TestCluster::apply;
        return List.of(
                new Scenario("import", (cluster, commands) -> {}, CrashMatrixTest::nothing, TestCluster::importCluster),
                new Scenario("apply create", TestCluster::importCluster, CrashMatrixTest::nothing, apply),
                new Scenario(
                        "apply second create",
                        CrashMatrixTest::converge,
                        cluster -> cluster.write("cluster.yaml", """
                                version: 1
                                graphs:
                                  brain: { schema: brain.pg, queries: queries/ }
                                  other: { schema: brain.pg }
                                policies:
                                  base: { file: base.yaml, applies_to: [brain, other] }
                                """),
                        apply),
                new Scenario(
                        "apply query change",
                        CrashMatrixTest::converge,
                        cluster -> cluster.write("queries/more.gq", TestCluster.QUERIES.replace("people", "more")),
                        apply),
                new Scenario(
                        "apply policy change",
                        CrashMatrixTest::converge,
                        cluster -> cluster.write("base.yaml", TestCluster.POLICY.replace("[ada]", "[ada, bob]")),
                        apply),
                new Scenario(
                        "apply schema update",
                        CrashMatrixTest::converge,
                        cluster -> cluster.write("brain.pg", TestCluster.SCHEMA_WIDER),
                        apply),
                new Scenario(
                        "apply approved delete",
                        CrashMatrixTest::convergeAndApproveDelete,
                        CrashMatrixTest::nothing,
                        apply),
                new Scenario(
                        "approve",
                        (cluster, commands) -> {
                            converge(cluster, commands);
                            cluster.write("cluster.yaml", "version: 1\n");
                        },
                        CrashMatrixTest::nothing,
                        (cluster, commands) -> cluster.approve(commands, "graph.brain")),
                new Scenario("refresh", CrashMatrixTest::converge, CrashMatrixTest::nothing, TestCluster::refresh));
    }

    @Test
    void crash_atEveryOperation_recovers() {
        int points = 0;
        int pairs = 0;
        StringBuilder counts = new StringBuilder();
        for (Scenario scenario : scenarios()) {
            MemoryObjectStore start = prepare(scenario);
            CrashingObjectStore counting = CrashingObjectStore.never(start.copy());
            TestCluster cluster = new TestCluster(folder);
            scenario.victim().accept(cluster, cluster.commands(counting, new SequenceIds("C")));
            long operations = counting.operations();
            for (long at = 1; at <= operations; at++) {
                for (Moment moment : Moment.values()) {
                    MemoryObjectStore crashed = crash(scenario, start, at, moment);
                    points++;
                    recover(scenario, crashed.copy(), scenario.name() + " " + moment + " " + at);
                    pairs += crashAgain(scenario, crashed, scenario.name() + " " + moment + " " + at);
                }
            }
            counts.append(' ').append(scenario.name()).append('=').append(2 * operations);
        }
        System.getLogger(CrashMatrixTest.class.getName())
                .log(System.Logger.Level.INFO, "crash points " + points + ", pairs " + pairs + ":" + counts);
        assertThat(points).isGreaterThan(200);
    }

    private MemoryObjectStore prepare(Scenario scenario) {
        MemoryObjectStore store = new MemoryObjectStore();
        TestCluster cluster = TestCluster.small(folder);
        deleteQuietly("queries/more.gq");
        scenario.before().accept(cluster, cluster.commands(store, new SequenceIds("A")));
        scenario.edit().accept(cluster);
        return store;
    }

    private void deleteQuietly(String name) {
        try {
            java.nio.file.Files.deleteIfExists(folder.resolve(name));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private MemoryObjectStore crash(Scenario scenario, MemoryObjectStore start, long at, Moment moment) {
        MemoryObjectStore store = start.copy();
        TestCluster cluster = new TestCluster(folder);
        try {
            scenario.victim()
                    .accept(cluster, cluster.commands(CrashingObjectStore.at(store, at, moment), new SequenceIds("C")));
        } catch (SimulatedCrash expected) {
            return store;
        }
        return store;
    }

    /// Every seventh operation of the recovery dies too, and the next recovery must still get there.
    private int crashAgain(Scenario scenario, MemoryObjectStore crashed, String where) {
        int tried = 0;
        for (long at = 3; at < 60; at += 7) {
            MemoryObjectStore again = crashed.copy();
            unlock(again);
            TestCluster cluster = new TestCluster(folder);
            CrashingObjectStore dying = CrashingObjectStore.at(again, at, Moment.AFTER);
            try {
                rerun(cluster, cluster.commands(dying, new SequenceIds("R")), dying);
            } catch (SimulatedCrash expected) {
                assertThat(dying.crashed()).isTrue();
            }
            if (!dying.crashed()) {
                break;
            }
            tried++;
            recover(scenario, again, where + ", then AFTER " + at);
        }
        return tried;
    }

    private void recover(Scenario scenario, MemoryObjectStore store, String where) {
        long revisionBefore = revision(store);
        boolean wasApproval = scenario.name().equals("approve");
        List<String> story = new ArrayList<>();
        boolean converged = false;
        for (int run = 0; run <= RERUNS_MAX && !converged; run++) {
            unlock(store);
            TestCluster cluster = new TestCluster(folder);
            ClusterCommands commands = cluster.commands(store, new SequenceIds("D" + run));
            if (wasApproval && ledger(store).state().resources().containsKey("graph.brain")) {
                assertThat(TestCluster.errors(cluster.approve(commands, "graph.brain")))
                        .as(where)
                        .isEmpty();
            }
            ApplyOutcome outcome = rerun(cluster, commands, store);
            story.addAll(TestCluster.codes(outcome));
            converged = outcome.converged();
        }
        assertThat(converged).as("%s: %s", where, story).isTrue();
        assertThat(revision(store)).as(where).isGreaterThanOrEqualTo(revisionBefore);
        assertThat(store.contents().keySet())
                .as(where)
                .noneMatch(key -> key.startsWith("__cluster/recoveries/") || key.equals("__cluster/lock.json"));
        boolean graphGone = store.contents().keySet().stream().noneMatch(key -> key.startsWith("graphs/brain.omni/"));
        boolean consumed = store.contents().entrySet().stream()
                .anyMatch(entry -> entry.getKey().startsWith("__cluster/approvals/")
                        && entry.getValue().contains("consumed_at"));
        assertThat(graphGone).as(where).isEqualTo(consumed);
        var before = store.contents();
        TestCluster cluster = new TestCluster(folder);
        ApplyOutcome last = cluster.apply(cluster.commands(store, new SequenceIds("Z")));
        assertThat(last.stateWritten()).as(where).isFalse();
        assertThat(store.contents()).as(where).isEqualTo(before);
    }

    /// What the runbook says: the lock is taken away by its id, then import if there is no ledger, then apply.
    private static ApplyOutcome rerun(TestCluster cluster, ClusterCommands commands, ObjectStore store) {
        if (!ledger(store).found()) {
            assertThat(TestCluster.errors(cluster.importCluster(commands))).isEmpty();
        }
        return cluster.apply(commands);
    }

    private void unlock(ObjectStore store) {
        TestCluster cluster = new TestCluster(folder);
        StateLock lock = new StateLock(store, new SequenceIds("U"), cluster.clock(), cluster.clock());
        if (lock.observe() instanceof LockObservation.Held held) {
            ForceUnlockOutcome outcome = cluster.commands(store, new SequenceIds("U"))
                    .forceUnlock(new ForceUnlockRequest(folder, held.lock().lockId()));
            assertThat(outcome.lockRemoved()).isTrue();
        }
    }

    private static long revision(ObjectStore store) {
        return ledger(store).revision();
    }

    private static LedgerSnapshot ledger(ObjectStore store) {
        TestCluster cluster = new TestCluster(Path.of(""));
        LedgerReading reading = new Ledger(store, new SequenceIds("L"), cluster.clock()).read();
        assertThat(reading).isInstanceOf(LedgerReading.Usable.class);
        return ((LedgerReading.Usable) reading).snapshot();
    }
}

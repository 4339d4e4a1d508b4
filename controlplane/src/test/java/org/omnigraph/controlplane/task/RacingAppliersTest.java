package org.omnigraph.controlplane.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnigraph.controlplane.testing.TestCluster;
import org.omnigraph.state.testing.MemoryObjectStore;
import org.omnigraph.state.testing.SequenceIds;

/// Many appliers at once with `state.lock: false`: whatever was acknowledged is in the ledger, and who lost says so.
final class RacingAppliersTest {
    private static final int ROUNDS = 20;
    private static final int WRITERS = 6;

    @TempDir
    private Path root;

    @Test
    void apply_racingWithoutLock_acknowledgedChangesAreInTheLedger() throws Exception {
        int winners = 0;
        for (int round = 0; round < ROUNDS; round++) {
            MemoryObjectStore store = new MemoryObjectStore();
            Path base = Files.createDirectory(root.resolve("r" + round));
            TestCluster first = unlocked(base.resolve("w0"), "w0");
            ClusterCommands setUp = first.commands(store, new SequenceIds("S"));
            assertThat(first.importCluster(setUp).ok()).isTrue();
            assertThat(first.apply(setUp).converged()).isTrue();
            long before = first.status(setUp).stateObservations().stateRevision();

            List<ApplyOutcome> outcomes = race(store, base);
            int acknowledged = 0;
            for (ApplyOutcome outcome : outcomes) {
                if (outcome.stateWritten()) {
                    acknowledged++;
                    assertThat(outcome.ok()).isTrue();
                } else {
                    assertThat(TestCluster.codes(outcome)).contains("state_cas_mismatch");
                    assertThat(outcome.appliedCount()).isZero();
                }
            }
            long after = first.status(setUp).stateObservations().stateRevision();
            assertThat(acknowledged).isPositive();
            assertThat(after - before).isEqualTo(acknowledged);
            winners += acknowledged;
        }
        assertThat(winners).isGreaterThanOrEqualTo(ROUNDS);
    }

    private static List<ApplyOutcome> race(MemoryObjectStore store, Path base) throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        List<Future<ApplyOutcome>> futures = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(WRITERS)) {
            for (int writer = 1; writer <= WRITERS; writer++) {
                TestCluster cluster = unlocked(base.resolve("w" + writer), "w" + writer);
                ClusterCommands commands = cluster.commands(store, new SequenceIds("W" + writer));
                futures.add(threads.submit(() -> {
                    start.await();
                    return cluster.apply(commands);
                }));
            }
            start.countDown();
            List<ApplyOutcome> outcomes = new ArrayList<>();
            for (Future<ApplyOutcome> future : futures) {
                outcomes.add(future.get());
            }
            return outcomes;
        }
    }

    /// The small cluster without its lock, and with one query of the writer's own.
    private static TestCluster unlocked(Path folder, String query) {
        TestCluster cluster = new TestCluster(folder).write("cluster.yaml", """
                        version: 1
                        state: { lock: false }
                        graphs:
                          brain: { schema: brain.pg, queries: queries/ }
                        """).write("brain.pg", TestCluster.SCHEMA);
        return cluster.write("queries/" + query + ".gq", TestCluster.QUERIES.replace("people", query));
    }
}

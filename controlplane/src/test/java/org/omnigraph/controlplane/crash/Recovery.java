package org.omnigraph.controlplane.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.omnigraph.controlplane.config.ConfigLoader;
import org.omnigraph.controlplane.task.ApplyOutcome;
import org.omnigraph.controlplane.task.ClusterCommands;
import org.omnigraph.controlplane.task.ForceUnlockOutcome;
import org.omnigraph.controlplane.task.ForceUnlockRequest;
import org.omnigraph.controlplane.testing.TestCluster;
import org.omnigraph.state.ledger.Ledger;
import org.omnigraph.state.ledger.LedgerReading;
import org.omnigraph.state.ledger.LedgerSnapshot;
import org.omnigraph.state.ledger.ReplayReport;
import org.omnigraph.state.ledger.Revision;
import org.omnigraph.state.lock.LockObservation;
import org.omnigraph.state.lock.StateLock;
import org.omnigraph.state.store.ObjectStore;
import org.omnigraph.state.testing.SequenceIds;

/// What the runbook says after a crash, and what must then be true. The letters are those of storage-protocol.md §5
/// (1 to 6) and reliability.md §4 (O1 to O6).
///
/// @param folder the config folder
/// @param where for failure messages: scenario, crash point, seed
record Recovery(CrashScenario scenario, Path folder, String where) {
    private static final int RERUNS_MAX = 2;

    /// Takes the dead command's lock away by its id (O6), imports if there is no ledger, and runs the command again.
    ///
    /// @param store may die in the middle
    ApplyOutcome rerun(ObjectStore store, String ids) {
        unlock(store);
        TestCluster cluster = new TestCluster(folder);
        ClusterCommands commands = cluster.commands(store, new SequenceIds(ids));
        LedgerSnapshot ledger = ledger(store);
        if (!ledger.found()) {
            assertThat(TestCluster.errors(cluster.importCluster(commands)))
                    .as(where)
                    .isEmpty();
        } else if (scenario.approves() && ledger.state().resources().containsKey("graph.brain")) {
            assertThat(TestCluster.errors(cluster.approve(commands, "graph.brain")))
                    .as(where)
                    .isEmpty();
        }
        if (scenario.refreshes()) {
            assertThat(TestCluster.errors(cluster.refresh(commands))).as(where).isEmpty();
        }
        return cluster.apply(commands);
    }

    /// Recovers for good and checks every oracle on the way.
    ///
    /// @param before the ledger as it was when the command began
    void recover(ObjectStore store, List<Revision> before) {
        checkLedger(store, before);
        List<Revision> crashed = history(store);
        List<String> story = new ArrayList<>();
        boolean converged = false;
        for (int run = 0; run < RERUNS_MAX && !converged; run++) {
            long revision = ledger(store).revision();
            ApplyOutcome outcome = rerun(store, "D" + run);
            checkReport(store, outcome, revision);
            story.addAll(TestCluster.codes(outcome));
            converged = outcome.converged();
        }
        assertThat(converged)
                .as("3. %d re-runs converge, %s: %s", RERUNS_MAX, where, story)
                .isTrue();
        checkLedger(store, crashed);
        SortedMap<String, String> contents = Contents.of(store);
        checkDeletes(contents);
        assertThat(contents.keySet())
                .as("5. no sidecar and no lock is left, %s", where)
                .noneMatch(key -> key.startsWith("__cluster/recoveries/") || key.equals("__cluster/lock.json"));
        TestCluster cluster = new TestCluster(folder);
        ApplyOutcome last = cluster.apply(cluster.commands(store, new SequenceIds("Z")));
        assertThat(last.stateWritten())
                .as("O1. nothing is left to do, %s", where)
                .isFalse();
        assertThat(Contents.of(store)).as("O1. nothing is written, %s", where).isEqualTo(contents);
    }

    /// Everything that was ever recorded.
    static List<Revision> history(ObjectStore store) {
        return log(store).history(Integer.MAX_VALUE);
    }

    /// 1 and 2: the ledger parses, its chain verifies and its states replay, and what was recorded still is, as it
    /// was and in the same order.
    private void checkLedger(ObjectStore store, List<Revision> recorded) {
        ReplayReport replay = log(store).replay();
        assertThat(replay.problems()).as("1. the chain verifies, %s", where).isEmpty();
        ledger(store);
        List<String> now =
                history(store).reversed().stream().map(Revision::recordDigest).toList();
        List<String> then =
                recorded.reversed().stream().map(Revision::recordDigest).toList();
        assertThat(now.size()).as("1. the revision never goes back, %s", where).isGreaterThanOrEqualTo(then.size());
        assertThat(now.subList(0, then.size()))
                .as("2. nothing recorded is lost, %s", where)
                .isEqualTo(then);
    }

    /// 2 and O2: what the command says it did is in the ledger, and the other way about.
    private void checkReport(ObjectStore store, ApplyOutcome outcome, long revisionBefore) {
        LedgerSnapshot after = ledger(store);
        if (outcome.stateWritten()) {
            assertThat(after.revision())
                    .as("O2. what is acknowledged is recorded, %s", where)
                    .isGreaterThan(revisionBefore);
        }
        if (outcome.converged()) {
            String declared = ConfigLoader.load(folder)
                    .cluster()
                    .orElseThrow()
                    .configDigest()
                    .hex();
            assertThat(after.state().appliedRevision().configDigest())
                    .as("O2. converged means that the ledger holds the config, %s", where)
                    .isEqualTo(declared);
        }
    }

    /// 4: a graph is gone exactly if one approval was consumed for it.
    private void checkDeletes(SortedMap<String, String> contents) {
        boolean gone = contents.keySet().stream().noneMatch(key -> key.startsWith("graphs/brain.omni/"));
        long consumed = contents.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("__cluster/approvals/")
                        && entry.getValue().contains("consumed_at"))
                .count();
        assertThat(consumed).as("4. approvals consumed, %s", where).isEqualTo(gone ? 1 : 0);
    }

    private void unlock(ObjectStore store) {
        TestCluster cluster = new TestCluster(folder);
        StateLock lock = new StateLock(store, new SequenceIds("V"), cluster.clock(), cluster.clock());
        if (lock.observe() instanceof LockObservation.Held held) {
            ForceUnlockOutcome outcome = cluster.commands(store, new SequenceIds("V"))
                    .forceUnlock(new ForceUnlockRequest(folder, held.lock().lockId()));
            assertThat(outcome.lockRemoved())
                    .as("O6. the lock can be taken away, %s", where)
                    .isTrue();
        }
    }

    private LedgerSnapshot ledger(ObjectStore store) {
        LedgerReading reading = log(store).read();
        assertThat(reading).as("1. the ledger parses, %s", where).isInstanceOf(LedgerReading.Usable.class);
        return ((LedgerReading.Usable) reading).snapshot();
    }

    private static Ledger log(ObjectStore store) {
        return new Ledger(store, new SequenceIds("V"), new TestCluster(Path.of("")).clock());
    }
}

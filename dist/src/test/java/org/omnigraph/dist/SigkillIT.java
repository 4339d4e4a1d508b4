package org.omnigraph.dist;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnigraph.state.ledger.Ledger;
import org.omnigraph.state.ledger.LedgerReading;
import org.omnigraph.state.ledger.LedgerSnapshot;
import org.omnigraph.state.lock.LockObservation;
import org.omnigraph.state.lock.StateLock;
import org.omnigraph.state.recovery.SidecarStore;
import org.omnigraph.state.store.LocalObjectStore;
import org.omnigraph.state.testing.Report;
import org.omnigraph.state.testing.SequenceIds;

/// SIGKILL of real processes at random moments: no torn lock, no damaged ledger, and the same command again
/// converges. `-Dkills=100` says how often, `-Dseed=N` repeats the moments as far as a machine can.
class SigkillIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int KILLS = Integer.getInteger("kills", 8);
    private static final int PER_CLUSTER = 6;
    private static final int RERUNS_MAX = 2;

    @TempDir
    Path temp;

    private final long seed = Long.getLong("seed", System.nanoTime());
    private final Random random = new Random(seed);
    private long applyNanos;
    private int locksFound;
    private int inTime;

    @Test
    void killedAnywhere_nothingIsTornAndTheSameCommandConverges() throws IOException {
        measure();
        for (int kill = 0; kill < KILLS; kill++) {
            Path cluster = temp.resolve("c" + kill / PER_CLUSTER);
            int step = kill % PER_CLUSTER;
            if (step == 0) {
                write(cluster, 0);
                kill(cluster, "import");
                if (!ledger(cluster).found()) {
                    must(cluster, "import");
                }
            } else {
                write(cluster, step);
                kill(cluster, "apply");
            }
            converge(cluster, kill);
        }
        Report.count(
                "SIGKILLs of real processes, seed " + seed,
                KILLS + " (" + inTime + " hit a running process, " + locksFound
                        + " left a lock): torn locks 0, damaged ledgers 0, converged " + KILLS);
        assertThat(inTime).isPositive();
    }

    /// How long an undisturbed apply takes, so that the moments fall all over it.
    private void measure() throws IOException {
        Path cluster = temp.resolve("measured");
        write(cluster, 1);
        must(cluster, "import");
        long start = System.nanoTime();
        must(cluster, "apply");
        applyNanos = System.nanoTime() - start;
    }

    private void kill(Path cluster, String command) throws IOException {
        try (Program program = Program.start(temp, Map.of(), command(cluster, command))) {
            long deadline = System.nanoTime() + random.nextLong(applyNanos);
            for (long left = deadline - System.nanoTime(); left > 0; left = deadline - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            inTime += program.process().isAlive() ? 1 : 0;
            program.signal("KILL");
            program.await();
        }
        LocalObjectStore store = LocalObjectStore.at(cluster);
        String where = command + " in " + cluster.getFileName() + ", seed " + seed;
        assertThat(ledgerOf(store).replay().problems()).as(where).isEmpty();
        LockObservation lock =
                new StateLock(store, new SequenceIds(), InstantSource.fixed(Instant.EPOCH), pause -> {}).observe();
        switch (lock) {
            case LockObservation.Free free -> {
                // It had not begun, or was done.
            }
            case LockObservation.Unreadable unreadable ->
                throw new AssertionError("torn lock, " + where + ": " + unreadable.problem());
            case LockObservation.Held held -> {
                locksFound++;
                Program.Result unlocked = Program.omnigraph(
                        temp, "cluster", "force-unlock", held.lock().lockId(), "--config", cluster.toString());
                assertThat(unlocked.exit()).as(where + unlocked.err()).isZero();
            }
        }
    }

    private void converge(Path cluster, int kill) throws IOException {
        boolean converged = false;
        String story = "";
        for (int run = 0; run < RERUNS_MAX && !converged; run++) {
            List<String> words = new ArrayList<>(command(cluster, "apply"));
            words.add("--json");
            try (Program again = Program.start(temp, Map.of(), words)) {
                Program.Result result = again.await();
                story = result.out() + result.err();
                converged = result.exit() == 0
                        && JSON.readTree(result.out()).get("converged").asBoolean();
            }
        }
        assertThat(converged).as("kill %d, seed %d: %s", kill, seed, story).isTrue();
        assertThat(ledger(cluster).found()).isTrue();
        assertThat(cluster.resolve("__cluster/lock.json")).doesNotExist();
        // Through the store: a temporary file that the killed process left is no recovery, and doctor sweeps it.
        try (LocalObjectStore store = LocalObjectStore.at(cluster)) {
            assertThat(store.list(SidecarStore.PREFIX)).isEmpty();
        }
    }

    /// Each step adds a graph, a node type and a query.
    private static void write(Path cluster, int step) throws IOException {
        Files.createDirectories(cluster);
        StringBuilder yaml = new StringBuilder("version: 1\ngraphs:\n");
        StringBuilder schema = new StringBuilder("node Person { name: String @key }\n");
        StringBuilder queries = new StringBuilder();
        for (int i = 0; i <= step; i++) {
            yaml.append("  g").append(i).append(": { schema: s.pg, queries: [q.gq] }\n");
            schema.append("node T").append(i).append(" { name: String @key }\n");
            queries.append("query q").append(i).append("() { match { $p: Person } return { $p.name } }\n");
        }
        Files.writeString(cluster.resolve("cluster.yaml"), yaml);
        Files.writeString(cluster.resolve("s.pg"), schema);
        Files.writeString(cluster.resolve("q.gq"), queries);
    }

    private void must(Path cluster, String command) throws IOException {
        try (Program program = Program.start(temp, Map.of(), command(cluster, command))) {
            Program.Result result = program.await();
            assertThat(result.exit()).as(result.out() + result.err()).isZero();
        }
    }

    private static List<String> command(Path cluster, String command) {
        return List.of(
                RepositoryFiles.ROOT.resolve("omnigraph").toString(),
                "cluster",
                command,
                "--config",
                cluster.toString(),
                "--as",
                "ci");
    }

    private static LedgerSnapshot ledger(Path cluster) {
        LedgerReading reading = ledgerOf(LocalObjectStore.at(cluster)).read();
        assertThat(reading).isInstanceOf(LedgerReading.Usable.class);
        return ((LedgerReading.Usable) reading).snapshot();
    }

    private static Ledger ledgerOf(LocalObjectStore store) {
        return new Ledger(store, new SequenceIds(), InstantSource.fixed(Instant.EPOCH));
    }
}

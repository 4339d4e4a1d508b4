package org.omnigraph.state.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnigraph.state.json.Json;
import org.omnigraph.state.json.JsonValue;
import org.omnigraph.state.ledger.ClusterState;
import org.omnigraph.state.ledger.Ledger;
import org.omnigraph.state.ledger.LedgerChange;
import org.omnigraph.state.ledger.LedgerReading;
import org.omnigraph.state.ledger.LedgerSnapshot;
import org.omnigraph.state.ledger.PublishOutcome;
import org.omnigraph.state.ledger.ResourceEntry;
import org.omnigraph.state.ledger.Revision;
import org.omnigraph.state.store.LocalObjectStore;
import org.omnigraph.state.store.ObjectStore;
import org.omnigraph.state.testing.FakeClock;
import org.omnigraph.state.testing.MemoryObjectStore;
import org.omnigraph.state.testing.RealS3;
import org.omnigraph.state.testing.Report;
import org.omnigraph.state.testing.S3ProxyServer;
import org.omnigraph.state.testing.SequenceIds;

/// Many publishers without the lock, all from the same revision: one winner each round, no gap, nothing lost.
class RacingPublishersTest {
    private static final int WRITERS = 16;

    @TempDir
    Path folder;

    @Test
    void publish_racing_inMemory() throws Exception {
        race(new MemoryObjectStore(), 100);
        Report.count("racing publishers, in memory", WRITERS + " writers, 100 rounds");
    }

    @Test
    void publish_racing_onDisk() throws Exception {
        race(LocalObjectStore.at(folder), 40);
        Report.count("racing publishers, on disk", WRITERS + " writers, 40 rounds");
    }

    @Test
    void publish_racing_onAnS3Server() throws Exception {
        try (S3ProxyServer server = S3ProxyServer.start();
                ObjectStore store = server.openStore("racing")) {
            race(store, 15);
        }
        Report.count("racing publishers, on s3proxy", WRITERS + " writers, 15 rounds");
    }

    @Test
    void publish_racing_onARealS3Server() throws Exception {
        try (ObjectStore store = RealS3.openStore("racing")) {
            race(store, 100);
        }
        Report.count("racing publishers, on a real S3 server", WRITERS + " writers, 100 rounds");
    }

    static void race(ObjectStore store, int rounds) throws Exception {
        SequenceIds ids = new SequenceIds();
        try (ExecutorService pool = Executors.newFixedThreadPool(WRITERS)) {
            for (int round = 0; round < rounds; round++) {
                String address = "graph.round" + round;
                CountDownLatch start = new CountDownLatch(1);
                List<Future<PublishOutcome>> futures = new ArrayList<>();
                LedgerSnapshot snapshot = snapshot(new Ledger(store, ids, FakeClock.standing()));
                for (int writer = 0; writer < WRITERS; writer++) {
                    // A store view of its own, as another process would have.
                    Ledger ledger = new Ledger(store, ids, FakeClock.standing());
                    String digest = "writer" + writer;
                    futures.add(pool.submit(() -> {
                        start.await();
                        return ledger.publish(snapshot, with(snapshot.state(), address, digest), change());
                    }));
                }
                start.countDown();
                String winner = "";
                for (int writer = 0; writer < WRITERS; writer++) {
                    PublishOutcome outcome = futures.get(writer).get();
                    if (outcome instanceof PublishOutcome.Published published) {
                        assertThat(winner)
                                .as("a second winner in round " + round)
                                .isEmpty();
                        assertThat(published.revision()).isEqualTo(round + 1);
                        winner = "writer" + writer;
                    } else {
                        assertThat(outcome).isInstanceOf(PublishOutcome.Lost.class);
                    }
                }
                assertThat(snapshot(new Ledger(store, ids, FakeClock.standing()))
                                .state()
                                .resources())
                        .containsEntry(address, ResourceEntry.of(winner));
            }
        }
        Ledger ledger = new Ledger(store, ids, FakeClock.standing());
        assertThat(snapshot(ledger).warnings()).isEmpty();
        assertThat(snapshot(ledger).revision()).isEqualTo(rounds);
        assertThat(snapshot(ledger).state().resources()).hasSize(rounds);
        assertThat(ledger.replay().problems()).isEmpty();
        assertThat(ledger.history(rounds + 1)).extracting(Revision::number).hasSize(rounds);
    }

    private static LedgerSnapshot snapshot(Ledger ledger) {
        LedgerReading reading = ledger.read();
        assertThat(reading).isInstanceOf(LedgerReading.Usable.class);
        return ((LedgerReading.Usable) reading).snapshot();
    }

    private static ClusterState with(ClusterState state, String address, String digest) {
        ClusterState.Builder builder = state.toBuilder();
        builder.resources().put(address, ResourceEntry.of(digest));
        return builder.build();
    }

    private static LedgerChange change() {
        return new LedgerChange("apply", "", JsonValue.of(Json.object()));
    }
}

package org.omnigraph.state.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
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
import org.omnigraph.state.store.LocalObjectStore;
import org.omnigraph.state.store.ObjectStore;
import org.omnigraph.state.testing.CrashingObjectStore;
import org.omnigraph.state.testing.CrashingObjectStore.Moment;
import org.omnigraph.state.testing.FakeClock;
import org.omnigraph.state.testing.InParallel;
import org.omnigraph.state.testing.MemoryObjectStore;
import org.omnigraph.state.testing.RealS3;
import org.omnigraph.state.testing.Report;
import org.omnigraph.state.testing.S3ProxyServer;
import org.omnigraph.state.testing.SequenceIds;
import org.omnigraph.state.testing.SimulatedCrash;

/// A publish that dies at every operation on the store, before and after its effect; then the same command again.
///
/// Invariants, after the crash and after the re-run:
/// 1. the ledger reads, and its log replays without a problem;
/// 2. what was acknowledged is there; before the commit point nothing of the publish is;
/// 3. one re-run converges: the change is there once, `state.json` is in step;
/// 4. the revision never goes back.
class LedgerCrashTest {
    private static final String ADDRESS = "graph.new";

    @TempDir
    Path folder;

    private final AtomicInteger folders = new AtomicInteger();
    private final AtomicInteger points = new AtomicInteger();

    /// What stands in the store when the command begins.
    private enum Start {
        NOTHING,
        ONE_REVISION,
        HEAD_BEHIND,
        HEAD_MISSING,
        OLD_FOLDER,
        HAND_EDIT
    }

    @Test
    void publish_dyingAnywhere_inMemory() throws Exception {
        crashEverywhere(MemoryObjectStore::new);
        Report.count("ledger publish: crash points tried, in memory", points);
        assertThat(points.get()).isGreaterThan(80);
    }

    @Test
    void publish_dyingAnywhere_onDisk() throws Exception {
        crashEverywhere(() -> LocalObjectStore.at(folder.resolve("store-" + folders.incrementAndGet())));
        Report.count("ledger publish: crash points tried, on disk", points);
        assertThat(points.get()).isGreaterThan(80);
    }

    @Test
    void publish_dyingAnywhere_onAnS3Server() throws Exception {
        try (S3ProxyServer server = S3ProxyServer.start()) {
            crashEverywhere(() -> server.openStore("crash"));
        }
        Report.count("ledger publish: crash points tried, on s3proxy", points);
        assertThat(points.get()).isGreaterThan(80);
    }

    @Test
    void publish_dyingAnywhere_onARealS3Server() throws Exception {
        crashEverywhere(() -> RealS3.openStore("crash"));
        Report.count("ledger publish: crash points tried, on a real S3 server", points);
        assertThat(points.get()).isGreaterThan(80);
    }

    /// The starts side by side: a server mostly makes a client wait.
    private void crashEverywhere(Supplier<ObjectStore> stores) throws Exception {
        List<Start> starts = List.of(Start.values());
        InParallel.forEach(starts.size(), starts, start -> crashEverywhere(stores, start));
    }

    private void crashEverywhere(Supplier<ObjectStore> stores, Start start) {
        CrashingObjectStore whole = CrashingObjectStore.never(prepared(stores, start));
        command(whole);
        for (long at = 1; at <= whole.operations(); at++) {
            for (Moment moment : Moment.values()) {
                points.incrementAndGet();
                try (ObjectStore store = prepared(stores, start)) {
                    crashAt(store, start, at, moment);
                }
            }
        }
    }

    private static void crashAt(ObjectStore store, Start start, long at, Moment moment) {
        String where = String.format(Locale.ROOT, "%s, operation %d, %s", start, at, moment);
        long before = snapshot(store).revision();
        boolean died = false;
        try {
            command(CrashingObjectStore.at(store, at, moment));
        } catch (SimulatedCrash crash) {
            died = true;
        }
        assertThat(died).as(where).isTrue();

        LedgerSnapshot found = snapshot(store);
        assertThat(ledger(store).replay().problems()).as(where).isEmpty();
        assertThat(found.revision()).as(where).isGreaterThanOrEqualTo(before);

        command(store);
        LedgerSnapshot after = snapshot(store);
        assertThat(after.warnings()).as(where).isEmpty();
        assertThat(after.state().resources()).as(where).containsKey(ADDRESS);
        assertThat(after.revision()).as(where).isGreaterThanOrEqualTo(found.revision());
        assertThat(ledger(store).replay().problems()).as(where).isEmpty();
        long recorded = ledger(store).history(100).stream()
                .filter(revision -> revision.operation().equals("apply")
                        && revision.state().orElseThrow().resources().containsKey(ADDRESS))
                .count();
        assertThat(recorded).as(where + ": recorded once").isEqualTo(1);
    }

    /// What a command does to the ledger: read, bring the head forward, publish if there is something to publish.
    private static void command(ObjectStore store) {
        Ledger ledger = ledger(store);
        LedgerSnapshot snapshot = ledger.advanceHead(snapshot(store));
        if (snapshot.state().resources().containsKey(ADDRESS)) {
            return;
        }
        PublishOutcome outcome = ledger.publish(snapshot, with(snapshot.state(), ADDRESS), change());
        assertThat(outcome).isInstanceOf(PublishOutcome.Published.class);
    }

    private static ObjectStore prepared(Supplier<ObjectStore> stores, Start start) {
        ObjectStore store = stores.get();
        Ledger ledger = new Ledger(store, new SequenceIds("P"), FakeClock.standing());
        switch (start) {
            case NOTHING -> {
                // An empty store.
            }
            case ONE_REVISION -> publish(ledger, "graph.a");
            case HEAD_BEHIND -> {
                publish(ledger, "graph.a");
                byte[] old = store.get(Ledger.STATE_KEY, 1 << 20).orElseThrow().bytes();
                publish(ledger, "graph.b");
                put(store, old);
            }
            case HEAD_MISSING -> {
                publish(ledger, "graph.a");
                store.delete(Ledger.STATE_KEY);
            }
            case OLD_FOLDER ->
                put(store, bytes("{\"version\":1,\"state_revision\":4,\"applied_revision\":{\"resources\":{}}}"));
            case HAND_EDIT -> {
                publish(ledger, "graph.a");
                String text = new String(
                        store.get(Ledger.STATE_KEY, 1 << 20).orElseThrow().bytes(), StandardCharsets.UTF_8);
                put(store, bytes(text.replace("\"d\"", "\"edited\"")));
            }
        }
        return store;
    }

    private static void publish(Ledger ledger, String address) {
        LedgerSnapshot snapshot = ((LedgerReading.Usable) ledger.read()).snapshot();
        assertThat(ledger.publish(snapshot, with(snapshot.state(), address), change()))
                .isInstanceOf(PublishOutcome.Published.class);
    }

    private static Ledger ledger(ObjectStore store) {
        return new Ledger(store, new SequenceIds("C"), FakeClock.standing());
    }

    private static LedgerSnapshot snapshot(ObjectStore store) {
        LedgerReading reading = ledger(store).read();
        assertThat(reading).isInstanceOf(LedgerReading.Usable.class);
        return ((LedgerReading.Usable) reading).snapshot();
    }

    private static ClusterState with(ClusterState state, String address) {
        ClusterState.Builder builder = state.toBuilder();
        builder.resources().put(address, ResourceEntry.of("d"));
        return builder.build();
    }

    private static LedgerChange change() {
        return new LedgerChange("apply", "", JsonValue.of(Json.object()));
    }

    private static void put(ObjectStore store, byte[] bytes) {
        assertThat(store.put(Ledger.STATE_KEY, bytes)).isNotNull();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

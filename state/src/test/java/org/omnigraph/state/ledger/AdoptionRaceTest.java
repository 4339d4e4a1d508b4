package org.omnigraph.state.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.json.Json;
import org.omnigraph.state.json.JsonValue;
import org.omnigraph.state.store.ObjectKey;
import org.omnigraph.state.store.ObjectStore;
import org.omnigraph.state.store.PutOutcome;
import org.omnigraph.state.store.StoreException;
import org.omnigraph.state.testing.FakeClock;
import org.omnigraph.state.testing.FaultyObjectStore;
import org.omnigraph.state.testing.InterceptingObjectStore;
import org.omnigraph.state.testing.MemoryObjectStore;
import org.omnigraph.state.testing.SequenceIds;
import org.omnigraph.state.testing.StoreOperation;

/// Two commands that take over the same older folder, or the same edit, at the same time.
class AdoptionRaceTest {
    private static final String OLD_FOLDER = "{\"version\": 1, \"state_revision\": 7, \"applied_revision\": {}}";
    private static final ObjectKey SEVENTH = Ledger.REVISIONS.key("00000000000000000007.json");

    private final MemoryObjectStore memory = new MemoryObjectStore();
    private final Ledger quiet = new Ledger(memory, new SequenceIds("Q"), FakeClock.standing());

    @Test
    void bothTakeOverTheSameBytes_theRecordOfTheFasterOneServesBoth() {
        write(OLD_FOLDER);
        LedgerSnapshot seen = snapshot();
        MemoryObjectStore copy = memory.copy();
        assertThat(new Ledger(copy, new SequenceIds("C"), FakeClock.standing()).publish(seen, seen.state(), change()))
                .isInstanceOf(PublishOutcome.Published.class);
        byte[] theirs = copy.get(SEVENTH, 1 << 20).orElseThrow().bytes();
        Ledger slower = racing(() -> memory.putIfAbsent(SEVENTH, theirs));

        assertThat(slower.publish(seen, seen.state(), change()))
                .isInstanceOfSatisfying(
                        PublishOutcome.Published.class,
                        published -> assertThat(published.revision()).isEqualTo(8));
        assertThat(quiet.replay().problems()).isEmpty();
    }

    @Test
    void theOtherTookOverOtherBytes_isLostAndNothingIsRecorded() {
        write(OLD_FOLDER);
        LedgerSnapshot seen = snapshot();
        MemoryObjectStore copy = memory.copy();
        put(copy, OLD_FOLDER + "\n");
        Ledger other = new Ledger(copy, new SequenceIds("C"), FakeClock.standing());
        LedgerSnapshot theirView = ((LedgerReading.Usable) other.read()).snapshot();
        assertThat(other.publish(theirView, theirView.state(), change())).isInstanceOf(PublishOutcome.Published.class);
        byte[] theirs = copy.get(SEVENTH, 1 << 20).orElseThrow().bytes();

        assertLost(racing(() -> memory.putIfAbsent(SEVENTH, theirs)).publish(seen, seen.state(), change()));
    }

    @Test
    void anEditThatTheOtherTookIn_servesBoth_anotherEditDoesNot() {
        publish(snapshot());
        write("{\"version\": 1, \"state_revision\": 1, \"applied_revision\": {\"config_digest\": \"a\"}}");
        LedgerSnapshot seen = snapshot();
        MemoryObjectStore same = memory.copy();
        MemoryObjectStore another = memory.copy();
        put(another, "{\"version\": 1, \"state_revision\": 1, \"applied_revision\": {\"config_digest\": \"b\"}}");
        ObjectKey second = Ledger.REVISIONS.key("00000000000000000002.json");

        byte[] otherEdit = recorded(another, second);
        MemoryObjectStore before = memory.copy();
        assertLost(racing(memory, () -> memory.putIfAbsent(second, otherEdit)).publish(seen, seen.state(), change()));
        byte[] sameEdit = recorded(same, second);
        assertThat(racing(before, () -> before.putIfAbsent(second, sameEdit)).publish(seen, seen.state(), change()))
                .isInstanceOf(PublishOutcome.Published.class);
    }

    @Test
    void theOtherRecordedAChangeOfItsOwn_isLost() {
        write(OLD_FOLDER);
        LedgerSnapshot seen = snapshot();
        MemoryObjectStore copy = new MemoryObjectStore();
        Ledger other = new Ledger(copy, new SequenceIds("C"), FakeClock.standing());
        LedgerSnapshot from = ((LedgerReading.Usable) other.read()).snapshot();
        for (int revision = 1; revision <= 7; revision++) {
            from = ((PublishOutcome.Published) other.publish(from, from.state(), change())).snapshot();
        }
        byte[] theirs = copy.get(SEVENTH, 1 << 20).orElseThrow().bytes();

        assertLost(racing(() -> memory.putIfAbsent(SEVENTH, theirs)).publish(seen, seen.state(), change()));
    }

    @Test
    void theRecordThatWasFasterIsAStub_isLost() {
        write(OLD_FOLDER);
        LedgerSnapshot seen = snapshot();
        byte[] stub = ("{\"record_digest\": \"" + "ab".repeat(32) + "\", \"state_digest\": \"s\", \"version\": 7}")
                .getBytes(StandardCharsets.UTF_8);

        assertLost(racing(() -> memory.putIfAbsent(SEVENTH, stub)).publish(seen, seen.state(), change()));
    }

    @Test
    void takingOverInDoubt_isAFailureThatDidNothingElse() {
        write(OLD_FOLDER);
        LedgerSnapshot seen = snapshot();
        Ledger doubtful = new Ledger(
                new FaultyObjectStore(memory, 1, 1.0, EnumSet.of(FaultyObjectStore.Fault.UNKNOWN_LOST)),
                new SequenceIds(),
                FakeClock.standing());

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> doubtful.publish(seen, seen.state(), change()))
                .satisfies(e -> assertThat(e.code()).isEqualTo(DiagnosticCode.STORE_UNREACHABLE));
        assertThat(memory.contents()).containsOnlyKeys("__cluster/state.json");
    }

    private static byte[] recorded(MemoryObjectStore store, ObjectKey key) {
        Ledger ledger = new Ledger(store, new SequenceIds("C"), FakeClock.standing());
        LedgerSnapshot from = ((LedgerReading.Usable) ledger.read()).snapshot();
        assertThat(ledger.publish(from, from.state(), change())).isInstanceOf(PublishOutcome.Published.class);
        return store.get(key, 1 << 20).orElseThrow().bytes();
    }

    private void assertLost(PublishOutcome outcome) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        PublishOutcome.Lost.class,
                        lost -> assertThat(lost.problem().code()).isEqualTo(DiagnosticCode.STATE_CAS_MISMATCH));
    }

    private Ledger racing(Runnable faster) {
        return racing(memory, faster);
    }

    /// A ledger before whose first record another writer's is created.
    private static Ledger racing(ObjectStore store, Runnable faster) {
        boolean[] done = {false};
        return new Ledger(
                new InterceptingObjectStore(store) {
                    @Override
                    protected <T> T intercept(StoreOperation operation, String key, Supplier<T> call) {
                        if (operation == StoreOperation.PUT_IF_ABSENT && !done[0]) {
                            done[0] = true;
                            faster.run();
                        }
                        return call.get();
                    }
                },
                new SequenceIds(),
                FakeClock.standing());
    }

    private void publish(LedgerSnapshot from) {
        assertThat(quiet.publish(from, from.state(), change())).isInstanceOf(PublishOutcome.Published.class);
    }

    private LedgerSnapshot snapshot() {
        return ((LedgerReading.Usable) quiet.read()).snapshot();
    }

    private static LedgerChange change() {
        return new LedgerChange("apply", "ana", JsonValue.of(Json.object()));
    }

    private void write(String text) {
        put(memory, text);
    }

    private static void put(MemoryObjectStore store, String text) {
        assertThat(store.put(Ledger.STATE_KEY, text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(PutOutcome.Written.class);
    }
}

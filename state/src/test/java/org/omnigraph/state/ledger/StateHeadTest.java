package org.omnigraph.state.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.json.Json;
import org.omnigraph.state.json.JsonValue;
import org.omnigraph.state.store.ObjectKey;
import org.omnigraph.state.store.ObjectStore;
import org.omnigraph.state.store.PutOutcome;
import org.omnigraph.state.store.StoredObject;
import org.omnigraph.state.store.VersionToken;
import org.omnigraph.state.testing.CountingObjectStore;
import org.omnigraph.state.testing.FakeClock;
import org.omnigraph.state.testing.FaultyObjectStore;
import org.omnigraph.state.testing.InterceptingObjectStore;
import org.omnigraph.state.testing.MemoryObjectStore;
import org.omnigraph.state.testing.SequenceIds;
import org.omnigraph.state.testing.StoreOperation;

/// What becomes of `state.json` when somebody puts something else there between our record and our move of the head:
/// it is left as it is, and the success carries `state_head_behind`.
class StateHeadTest {
    private static final long MAX = 1 << 20;

    private final MemoryObjectStore memory = new MemoryObjectStore();
    private final Ledger quiet = new Ledger(memory, new SequenceIds("Q"), FakeClock.standing());

    @Test
    void publish_garbagePutThereAfterOurRecord_isLeftAndSaid() {
        assertLeft("garbage", "replaced");
    }

    @Test
    void publish_anotherVersionPutThereAfterOurRecord_isLeftAndSaid() {
        assertLeft("{\"version\": 2}", "replaced");
    }

    @Test
    void publish_anEditOfOurRevisionPutThereAfterOurRecord_isLeftAndSaid() {
        assertLeft(edit(2), "edited");
    }

    @Test
    void publish_anEditOfALaterRevisionThatNoRecordKnows_isLeftAndSaid() {
        assertLeft(edit(9), "edited");
    }

    @Test
    void publish_anEditOfAnOlderRevisionThatNoRecordKnows_isLeftAndSaid() {
        assertLeft(edit(1), "edited");
    }

    @Test
    void publish_ourOwnBytesAreThereAlready_isNoProblem() {
        LedgerSnapshot first = published(quiet, snapshot(quiet));
        byte[] second = StateJson.print(first.state().withStateRevision(2));
        Ledger racing = interfered(() -> put(second));

        assertThat(published(racing, snapshot(racing)).base().kind()).isEqualTo(LedgerBase.Kind.IN_STEP);
        assertThat(bytes()).isEqualTo(second);
    }

    @Test
    void publish_anotherCommandHasGoneOn_isNoProblemAndNotMovedBack() {
        published(quiet, snapshot(quiet));
        boolean[] done = {false};
        Ledger racing = interfered(() -> {
            if (!done[0]) {
                done[0] = true;
                published(quiet, quiet.advanceHead(snapshot(quiet)));
            }
        });

        PublishOutcome outcome =
                racing.publish(snapshot(racing), snapshot(racing).state(), change());
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        PublishOutcome.Published.class,
                        published -> assertThat(published.warnings()).isEmpty());
        assertThat(snapshot(quiet).revision()).isEqualTo(3);
        assertThat(snapshot(quiet).warnings()).isEmpty();
    }

    @Test
    void publish_theHeadGoesBackToAnOlderRevisionMeanwhile_isMovedAllTheSame() {
        published(quiet, snapshot(quiet));
        byte[] old = bytes();
        published(quiet, snapshot(quiet));
        Ledger racing = interfered(() -> put(old));

        assertThat(published(racing, snapshot(racing)).revision()).isEqualTo(3);
        assertThat(snapshot(quiet).warnings()).isEmpty();
    }

    @Test
    void publish_theHeadIsRemovedMeanwhile_isMovedAllTheSame() {
        published(quiet, snapshot(quiet));
        Ledger racing = interfered(() -> memory.delete(Ledger.STATE_KEY));

        assertThat(published(racing, snapshot(racing)).revision()).isEqualTo(2);
        assertThat(snapshot(quiet).warnings()).isEmpty();
    }

    @Test
    void publish_theStoreFailsWhileTheHeadMoves_isASuccessThatSaysSo() {
        published(quiet, snapshot(quiet));
        boolean[] down = {false};
        Ledger failing = new Ledger(
                new HeadMoves(memory, () -> down[0] = true) {
                    @Override
                    protected <T> T intercept(StoreOperation operation, String key, Supplier<T> call) {
                        return down[0]
                                ? new Outage(memory).intercept(operation, key, call)
                                : super.intercept(operation, key, call);
                    }
                },
                new SequenceIds(),
                FakeClock.standing());

        assertBehind(failing.publish(snapshot(quiet), snapshot(quiet).state(), change()), "injected outage");
        assertThat(snapshot(quiet).revision()).isEqualTo(2);
    }

    @Test
    void publish_theHeadKeepsChanging_isTriedFourTimes() {
        published(quiet, snapshot(quiet));
        CountingObjectStore counted = new CountingObjectStore(new InterceptingObjectStore(memory) {
            @Override
            public PutOutcome putIfMatch(ObjectKey key, byte[] bytes, VersionToken expected) {
                return new PutOutcome.Conflict();
            }

            @Override
            protected <T> T intercept(StoreOperation operation, String key, Supplier<T> call) {
                return call.get();
            }
        });
        Ledger refused = new Ledger(counted, new SequenceIds(), FakeClock.standing());

        assertBehind(refused.publish(snapshot(quiet), snapshot(quiet).state(), change()), "kept changing");
        assertThat(counted.count(StoreOperation.PUT_IF_MATCH)).isEqualTo(4);
    }

    @Test
    void publish_theMoveIsInDoubtButHappened_isNoProblem() {
        published(quiet, snapshot(quiet));
        Ledger doubtful = new Ledger(
                new InterceptingObjectStore(memory) {
                    @Override
                    public PutOutcome putIfMatch(ObjectKey key, byte[] bytes, VersionToken expected) {
                        assertThat(memory.putIfMatch(key, bytes, expected)).isInstanceOf(PutOutcome.Written.class);
                        return new PutOutcome.Unknown("injected");
                    }

                    @Override
                    protected <T> T intercept(StoreOperation operation, String key, Supplier<T> call) {
                        return call.get();
                    }
                },
                new SequenceIds(),
                FakeClock.standing());

        assertThat(published(doubtful, snapshot(quiet)).base().kind()).isEqualTo(LedgerBase.Kind.IN_STEP);
    }

    @Test
    void publish_theMoveStaysInDoubt_saysWhy() {
        published(quiet, snapshot(quiet));
        Ledger doubtful = new Ledger(
                new InterceptingObjectStore(memory) {
                    @Override
                    public PutOutcome putIfMatch(ObjectKey key, byte[] bytes, VersionToken expected) {
                        return new PutOutcome.Unknown("injected doubt");
                    }

                    @Override
                    protected <T> T intercept(StoreOperation operation, String key, Supplier<T> call) {
                        return call.get();
                    }
                },
                new SequenceIds(),
                FakeClock.standing());

        assertBehind(doubtful.publish(snapshot(quiet), snapshot(quiet).state(), change()), "injected doubt");
    }

    @Test
    void advanceHead_anEditCameMeanwhile_leavesBothAsTheyAre() {
        published(quiet, snapshot(quiet));
        byte[] old = bytes();
        published(quiet, snapshot(quiet));
        put(old);
        LedgerSnapshot behind = snapshot(quiet);
        String edit = edit(2);
        put(edit.getBytes(StandardCharsets.UTF_8));

        assertThat(quiet.advanceHead(behind)).isEqualTo(behind);
        assertThat(bytes()).isEqualTo(edit.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void advanceHead_storeFails_leavesTheWarning() {
        published(quiet, snapshot(quiet));
        byte[] old = bytes();
        published(quiet, snapshot(quiet));
        put(old);
        LedgerSnapshot behind = snapshot(quiet);
        Ledger failing = new Ledger(
                new FaultyObjectStore(memory, 1, 1.0, EnumSet.of(FaultyObjectStore.Fault.FAILS)),
                new SequenceIds(),
                FakeClock.standing());

        assertThat(failing.advanceHead(behind)).isEqualTo(behind);
        assertThat(quiet.advanceHead(behind).warnings()).isEmpty();
        assertThat(quiet.advanceHead(snapshot(quiet))).isEqualTo(snapshot(quiet));
    }

    /// Publishes revision 2 while `text` is put in the head's place, and expects it to be still there.
    private void assertLeft(String text, String word) {
        published(quiet, snapshot(quiet));
        Ledger racing = interfered(() -> put(text.getBytes(StandardCharsets.UTF_8)));

        assertBehind(racing.publish(snapshot(racing), snapshot(racing).state(), change()), word);
        assertThat(new String(bytes(), StandardCharsets.UTF_8)).isEqualTo(text);
        assertThat(quiet.show(2)).as("the record is the commit").isPresent();
    }

    private static void assertBehind(PublishOutcome outcome, String word) {
        assertThat(outcome).isInstanceOfSatisfying(PublishOutcome.Published.class, published -> {
            assertThat(published.warnings())
                    .extracting(Diagnostic::code)
                    .containsExactly(DiagnosticCode.STATE_HEAD_BEHIND);
            assertThat(published.warnings().getFirst().message()).contains(word);
            assertThat(published.snapshot().base().kind()).isEqualTo(LedgerBase.Kind.BEHIND);
            assertThat(published.revision()).isEqualTo(2);
        });
    }

    /// A ledger between whose record and whose move of the head something happens.
    private Ledger interfered(Runnable meanwhile) {
        return new Ledger(new HeadMoves(memory, meanwhile), new SequenceIds(), FakeClock.standing());
    }

    /// Lets something happen right before the head is replaced for the first time.
    private static class HeadMoves extends InterceptingObjectStore {
        private final Runnable meanwhile;
        private boolean done;

        HeadMoves(ObjectStore delegate, Runnable meanwhile) {
            super(delegate);
            this.meanwhile = meanwhile;
        }

        @Override
        public PutOutcome putIfMatch(ObjectKey key, byte[] bytes, VersionToken expected) {
            if (!done) {
                done = true;
                meanwhile.run();
            }
            return super.putIfMatch(key, bytes, expected);
        }

        @Override
        protected <T> T intercept(StoreOperation operation, String key, Supplier<T> call) {
            return call.get();
        }
    }

    /// Answers nothing.
    private static final class Outage extends InterceptingObjectStore {
        Outage(ObjectStore delegate) {
            super(delegate);
        }

        @Override
        protected <T> T intercept(StoreOperation operation, String key, Supplier<T> call) {
            new FaultyObjectStore(delegate(), 1, 1.0, EnumSet.of(FaultyObjectStore.Fault.FAILS))
                    .get(Ledger.STATE_KEY, MAX);
            return call.get();
        }
    }

    private String edit(long revision) {
        return "{\"version\": 1, \"state_revision\": " + revision
                + ", \"applied_revision\": {\"resources\": {\"graph.x\": {\"digest\": \"edited\"}}}}";
    }

    private static LedgerSnapshot published(Ledger ledger, LedgerSnapshot from) {
        PublishOutcome outcome = ledger.publish(from, from.state(), change());
        assertThat(outcome).isInstanceOf(PublishOutcome.Published.class);
        PublishOutcome.Published published = (PublishOutcome.Published) outcome;
        assertThat(published.warnings()).isEmpty();
        return published.snapshot();
    }

    private static LedgerSnapshot snapshot(Ledger ledger) {
        assertThat(ledger.read()).isInstanceOf(LedgerReading.Usable.class);
        return ((LedgerReading.Usable) ledger.read()).snapshot();
    }

    private static LedgerChange change() {
        return new LedgerChange("apply", "ana", JsonValue.of(Json.object()));
    }

    private byte[] bytes() {
        Optional<StoredObject> file = memory.get(Ledger.STATE_KEY, MAX);
        return file.orElseThrow().bytes();
    }

    private void put(byte[] bytes) {
        assertThat(memory.put(Ledger.STATE_KEY, bytes)).isInstanceOf(PutOutcome.Written.class);
    }
}

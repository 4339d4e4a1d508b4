package org.omnigraph.state.commitlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.digest.Sha256;
import org.omnigraph.state.json.Json;
import org.omnigraph.state.json.JsonValue;
import org.omnigraph.state.store.KeyPrefix;
import org.omnigraph.state.store.ObjectKey;
import org.omnigraph.state.store.StoreException;
import org.omnigraph.state.testing.CountingObjectStore;
import org.omnigraph.state.testing.FaultyObjectStore;
import org.omnigraph.state.testing.MemoryObjectStore;
import org.omnigraph.state.testing.SequenceIds;
import org.omnigraph.state.testing.StoreOperation;

class CommitLogTest {
    private static final KeyPrefix PREFIX = new KeyPrefix("branches/main/");
    private static final ObjectKey HINT = PREFIX.key("head.json");

    private final MemoryObjectStore memory = new MemoryObjectStore();
    private final CountingObjectStore store = new CountingObjectStore(memory);
    private final CommitLog log = new CommitLog(store, PREFIX, HeadHint.object(store, HINT), 1 << 20);
    private final SequenceIds ids = new SequenceIds();

    @Test
    void head_emptyLog_isNothing() {
        assertThat(log.head()).isEmpty();
        assertThat(log.verifyChain()).isEqualTo(new ChainReport(0, -1, -1, List.of()));
    }

    @Test
    void append_chain_isReadBackAndVerifies() {
        CommitRecord first = committed(LogPosition.EMPTY, "one");
        CommitRecord second = committed(first.position(), "two");

        assertThat(log.head()).contains(second);
        assertThat(log.at(1)).contains(first);
        assertThat(log.at(3)).isEmpty();
        assertThat(second.previousRecordDigest()).isEqualTo(first.recordDigest());
        assertThat(log.range(1, 10)).containsExactly(first, second);
        assertThat(log.verifyChain().isIntact()).isTrue();
    }

    @Test
    void append_atTakenVersion_isLostAndChangesNothing() {
        CommitRecord first = committed(LogPosition.EMPTY, "one");

        assertThat(log.append(LogPosition.EMPTY, draft("other"))).isEqualTo(new AppendOutcome.Lost(1));
        assertThat(log.head()).contains(first);
    }

    @Test
    void head_hintMissingStaleBrokenOrAhead_isFoundAllTheSame() {
        CommitRecord newest = committed(LogPosition.EMPTY, "1");
        for (int i = 2; i <= 30; i++) {
            newest = committed(newest.position(), "" + i);
        }
        for (String hint : new String[] {
            "{\"version\": 1}",
            "{\"version\": 29}",
            "{\"version\": 30}",
            "{\"version\": 31}",
            "{\"version\": 9999}",
            "{\"version\": -5}",
            "{\"version\": 9223372036854775807}",
            "garbage",
            ""
        }) {
            assertThat(memory.put(HINT, hint.getBytes(StandardCharsets.UTF_8))).isNotNull();
            assertThat(log.head()).as(hint).contains(newest);
        }
        memory.delete(HINT);
        assertThat(log.head()).contains(newest);
        assertThat(log.headFrom(12)).contains(newest);
        for (long near = -1; near <= newest.version() + 3; near++) {
            assertThat(log.headNear(near)).as("near " + near).contains(newest);
        }
        assertThat(log.headNear(Long.MAX_VALUE)).contains(newest);
    }

    @Test
    void head_hintUpToDate_costsThreeReadsAtAnyLength() {
        CommitRecord newest = committed(LogPosition.EMPTY, "1");
        for (int i = 2; i <= 200; i++) {
            newest = committed(newest.position(), "" + i);
        }
        store.reset();

        assertThat(log.head()).contains(newest);
        assertThat(store.total()).isEqualTo(3);
        assertThat(store.count(StoreOperation.LIST)).isZero();
    }

    @Test
    void headFrom_anyDistance_costsItsLogarithmAndNoListing() {
        CommitRecord newest = committed(LogPosition.EMPTY, "1");
        for (int i = 2; i <= 200; i++) {
            newest = committed(newest.position(), "" + i);
        }
        for (long from = 1; from <= 200; from++) {
            store.reset();
            assertThat(log.headFrom(from)).as("from " + from).contains(newest);
            assertThat(store.count(StoreOperation.LIST)).isZero();
            long distance = 200 - from;
            long logarithm = Long.SIZE - Long.numberOfLeadingZeros(distance);
            long most = distance <= 8 ? Math.max(2, distance + 1) : 9 + 2 * logarithm;
            assertThat((long) store.total()).as("from " + from).isLessThanOrEqualTo(most);
        }
    }

    /// Hints are seldom wrong by much, so that near heads are found one by one, and two requests go side by side.
    @Test
    void head_byHint_costsExactlySoManyReads() {
        CommitRecord newest = committed(LogPosition.EMPTY, "1");
        for (int i = 2; i <= 40; i++) {
            newest = committed(newest.position(), "" + i);
        }
        List<Integer> costs = new ArrayList<>();
        for (long from = newest.version(); from >= 20; from--) {
            store.reset();
            assertThat(log.headFrom(from)).contains(newest);
            costs.add(store.total());
        }
        assertThat(costs).containsExactly(2, 2, 3, 4, 5, 6, 7, 8, 9, 11, 11, 13, 13, 13, 13, 15, 15, 15, 15, 15, 15);
        for (long near = 0; near <= newest.version(); near++) {
            store.reset();
            assertThat(log.headNear(near)).contains(newest);
            assertThat(store.count(StoreOperation.LIST)).as("near " + near).isZero();
        }
        store.reset();
        assertThat(log.headFrom(0)).contains(newest);
        assertThat(store.count(StoreOperation.LIST)).isZero();
    }

    @Test
    void range_isNoLongerThanAsked() {
        CommitRecord first = committed(LogPosition.EMPTY, "one");
        CommitRecord second = committed(first.position(), "two");
        committed(second.position(), "three");

        assertThat(log.range(1, 2)).containsExactly(first, second);
        assertThat(log.range(2, 1)).containsExactly(second);
        assertThat(log.range(1, 0)).isEmpty();
    }

    @Test
    void append_exactlyAsLongAsAllowed_isTaken() {
        CommitRecord record = committed(LogPosition.EMPTY, "one");
        int length = text(1).length();
        memory.delete(log.key(1));
        CommitDraft again =
                new CommitDraft(record.operationId(), record.operation(), record.actor(), record.at(), record.body());

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() ->
                        new CommitLog(memory, PREFIX, HeadHint.none(), length - 1).append(LogPosition.EMPTY, again));
        assertThat(new CommitLog(memory, PREFIX, HeadHint.none(), length).append(LogPosition.EMPTY, again))
                .isEqualTo(new AppendOutcome.Committed(record));
    }

    @Test
    void position_beforeTheFirst_canBeAnyVersion() {
        CommitRecord zero = committed(LogPosition.before(0), "zero");
        CommitRecord one = committed(zero.position(), "one");

        assertThat(zero.version()).isZero();
        assertThat(LogPosition.before(5).nextVersion()).isEqualTo(5);
        assertThat(log.verifyChain()).isEqualTo(new ChainReport(2, 0, 1, List.of()));
        assertThat(log.headFrom(0)).contains(one);
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> new LogPosition(-2, ""));
    }

    @Test
    void verifyChain_firstRecordThatPointsBack_isNamed() {
        CommitRecord first = committed(LogPosition.EMPTY, "one");
        committed(first.position(), "two");
        memory.delete(log.key(1));

        ChainReport report = log.verifyChain();

        assertThat(report.isIntact()).isFalse();
        assertThat(report.count()).isEqualTo(1);
        assertThat(report.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message())
                        .isEqualTo("the log's first record points back to one that is not there"));
    }

    /// What followed a record that cannot be read cannot be judged by it, and the next one can be again.
    @Test
    void verifyChain_afterADamagedRecord_judgesFromTheNextOn() {
        CommitRecord first = committed(LogPosition.EMPTY, "one");
        CommitRecord second = committed(first.position(), "two");
        CommitRecord third = committed(second.position(), "three");
        committed(third.position(), "four");
        memory.delete(log.key(4));
        committed(new LogPosition(3, "0".repeat(64)), "forged");
        assertThat(memory.put(log.key(2), "{}".getBytes(StandardCharsets.UTF_8)))
                .isNotNull();

        assertThat(log.verifyChain().problems())
                .extracting(problem -> problem.message().replaceAll(" as it stands.*|:.*", ""))
                .containsExactly("record 2 is damaged", "record 4 does not point back to record 3");
    }

    /// A digest that is right says who wrote it, not that we know every field.
    @Test
    void record_withAFieldThatNobodyKnows_isRefused() {
        committed(LogPosition.EMPTY, "one");
        String text = text(1);
        String digest = text.replaceAll("(?s).*\"record_digest\": \"([0-9a-f]{64})\".*", "$1");
        String zeros = "0".repeat(64);
        String odd = text.replace(digest, zeros).replaceFirst("\\{", "{\n  \"added\": 1,");
        byte[] signed = odd.replace(zeros, Sha256.hex(odd.getBytes(StandardCharsets.UTF_8)))
                .getBytes(StandardCharsets.UTF_8);
        assertThat(memory.put(log.key(1), signed)).isNotNull();

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> log.at(1))
                .withMessageContaining("added");
    }

    @Test
    void record_whoseDigestIsWrittenOtherwise_isRefused() {
        committed(LogPosition.EMPTY, "one");
        String text = text(1);
        String spaced = text.replace("\"record_digest\": ", "\"record_digest\":  ");
        assertThat(memory.put(log.key(1), spaced.getBytes(StandardCharsets.UTF_8)))
                .isNotNull();

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> log.at(1))
                .withMessageContaining("does not match its own digest");
    }

    @Test
    void hint_advance_writesOnce_andNothingForWhatItSaysAlready() {
        HeadHint hint = HeadHint.object(store, HINT);
        hint.advance(0);
        assertThat(hint.version()).hasValue(0);
        store.reset();
        hint.advance(7);
        assertThat(store.mutations()).isEqualTo(1);
        hint.advance(7);
        assertThat(store.mutations()).isEqualTo(1);
    }

    @Test
    void hint_whoseWritesLoseTheRace_triesThreeTimes_andOnceWhereNobodyKnows() {
        assertThat(HeadHint.object(store, HINT)).isNotNull();
        HeadHint.object(store, HINT).advance(1);
        for (FaultyObjectStore.Fault fault :
                List.of(FaultyObjectStore.Fault.CONFLICTS, FaultyObjectStore.Fault.UNKNOWN_LOST)) {
            store.reset();
            HeadHint.object(new FaultyObjectStore(store, 1, 1.0, EnumSet.of(fault)), HINT)
                    .advance(9);
            int tries = fault == FaultyObjectStore.Fault.CONFLICTS ? 3 : 1;
            assertThat(store.count(StoreOperation.GET)).as(fault.name()).isEqualTo(tries);
        }
    }

    @Test
    void hint_neverGoesBack() {
        HeadHint hint = HeadHint.object(store, HINT);
        hint.advance(7);
        hint.advance(3);

        assertThat(hint.version()).hasValue(7);
    }

    @Test
    void append_withAFailingHint_isCommittedAllTheSame() {
        FaultyObjectStore faulty = new FaultyObjectStore(memory, 1, 1.0, EnumSet.of(FaultyObjectStore.Fault.FAILS));
        CommitLog hinted = new CommitLog(memory, PREFIX, HeadHint.object(faulty, HINT), 1 << 20);

        assertThat(hinted.append(LogPosition.EMPTY, draft("one"))).isInstanceOf(AppendOutcome.Committed.class);
        assertThat(hinted.head()).isPresent();
    }

    @Test
    void append_tooLong_isRefusedBeforeAnythingIsWritten() {
        CommitLog small = new CommitLog(store, PREFIX, HeadHint.none(), 100);

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> small.append(LogPosition.EMPTY, draft("x".repeat(200))))
                .satisfies(e -> assertThat(e.code()).isEqualTo(DiagnosticCode.STORE_OBJECT_TOO_LARGE));
        assertThat(memory.contents()).isEmpty();
    }

    @Test
    void verifyChain_replacedRecord_isNamed() {
        CommitRecord first = committed(LogPosition.EMPTY, "one");
        committed(committed(first.position(), "two").position(), "three");
        memory.delete(log.key(2));
        CommitRecord forged = committed(first.position(), "forged");

        assertThat(forged.version()).isEqualTo(2);
        assertThat(log.verifyChain().problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(DiagnosticCode.INVALID_REVISION_RECORD);
            assertThat(problem.message()).contains("record 3", "record 2");
        });
    }

    @Test
    void verifyChain_missingRecordAndDamagedRecord_areNamed() {
        CommitRecord record = committed(LogPosition.EMPTY, "1");
        for (int i = 2; i <= 6; i++) {
            record = committed(record.position(), "" + i);
        }
        memory.delete(log.key(2));
        assertThat(memory.put(log.key(5), "{}".getBytes(StandardCharsets.UTF_8)))
                .isNotNull();

        assertThat(log.verifyChain().problems())
                .extracting(problem -> problem.message().replaceAll(":.*", ""))
                .containsExactly("between records 1 and 3 something is missing", "record 5 is damaged");
    }

    @Test
    void expire_keepsTheKeyAndTheChain() {
        CommitRecord first = committed(LogPosition.EMPTY, "one");
        CommitRecord second = committed(first.position(), "two");

        log.expire(first, "s");

        assertThat(log.at(1)).contains(new RecordStub(1, first.recordDigest(), "s"));
        assertThat(log.verifyChain().isIntact()).isTrue();
        assertThat(log.append(LogPosition.EMPTY, draft("late"))).isEqualTo(new AppendOutcome.Lost(1));
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> log.expire(second, "s"));
    }

    @Test
    void body_thatLooksLikeTheDigestField_doesNotConfuseIt() {
        JsonValue body = JsonValue.of(Json.object()
                .put("record_digest", "0".repeat(64))
                .put("x", "\n  \"record_digest\": \"" + "1".repeat(64)));
        CommitDraft draft = new CommitDraft(ids.next(), "load", "", Instant.EPOCH, body);

        assertThat(log.append(LogPosition.EMPTY, draft)).isInstanceOf(AppendOutcome.Committed.class);
        assertThat(log.head().orElseThrow().body()).isEqualTo(body);
    }

    @Test
    void append_unknownOutcome_namesWhatToLookFor() {
        FaultyObjectStore faulty =
                new FaultyObjectStore(memory, 1, 1.0, EnumSet.of(FaultyObjectStore.Fault.UNKNOWN_LANDED));
        CommitLog doubtful = new CommitLog(faulty, PREFIX, HeadHint.none(), 1 << 20);
        CommitDraft draft = draft("one");

        assertThat(doubtful.append(LogPosition.EMPTY, draft))
                .isInstanceOfSatisfying(AppendOutcome.Unknown.class, unknown -> {
                    assertThat(unknown.version()).isEqualTo(1);
                    assertThat(unknown.operationId()).isEqualTo(draft.operationId());
                });
        assertThat(log.head().orElseThrow().operationId()).isEqualTo(draft.operationId());
    }

    private String text(long version) {
        return Objects.requireNonNull(memory.contents().get(log.key(version).value()));
    }

    private CommitRecord committed(LogPosition after, String text) {
        AppendOutcome outcome = log.append(after, draft(text));
        assertThat(outcome).isInstanceOf(AppendOutcome.Committed.class);
        return ((AppendOutcome.Committed) outcome).record();
    }

    private CommitDraft draft(String text) {
        return new CommitDraft(
                ids.next(),
                "load",
                "ana",
                Instant.EPOCH,
                JsonValue.of(Json.object().put("text", text)));
    }
}

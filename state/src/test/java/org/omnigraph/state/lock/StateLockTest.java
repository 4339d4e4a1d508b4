package org.omnigraph.state.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.store.ObjectKey;
import org.omnigraph.state.store.ObjectStore;
import org.omnigraph.state.store.PutOutcome;
import org.omnigraph.state.store.StoreException;
import org.omnigraph.state.testing.CountingObjectStore;
import org.omnigraph.state.testing.FakeClock;
import org.omnigraph.state.testing.FaultyObjectStore;
import org.omnigraph.state.testing.InterceptingObjectStore;
import org.omnigraph.state.testing.MemoryObjectStore;
import org.omnigraph.state.testing.SequenceIds;
import org.omnigraph.state.testing.StoreOperation;

class StateLockTest {
    private final MemoryObjectStore store = new MemoryObjectStore();
    private final FakeClock clock = FakeClock.standing();
    private final StateLock lock = new StateLock(store, new SequenceIds(), clock, clock);

    @Test
    void acquire_free_writesStrictVersionOne() {
        LockRecord ours = acquire("apply");

        assertThat(store.contents().get("__cluster/lock.json")).isEqualTo("""
                        {
                          "created_at": "2026-11-21T12:00:00Z",
                          "lock_id": "00000000000000000000000001",
                          "operation": "apply",
                          "pid": 42,
                          "version": 1
                        }
                        """);
        assertThat(lock.lost(ours)).isEmpty();
        assertThat(lock.release(ours)).isInstanceOf(UnlockOutcome.Removed.class);
        assertThat(store.contents()).isEmpty();
    }

    @Test
    void acquire_held_namesHolderAndAge() {
        LockRecord holder = acquire("apply");
        clock.advance(Duration.ofSeconds(90));

        assertThat(lock.acquire("refresh", 43, Duration.ZERO)).isInstanceOfSatisfying(LockOutcome.Held.class, held -> {
            assertThat(held.holder()).isEqualTo(holder);
            assertThat(held.problem().code()).isEqualTo(DiagnosticCode.STATE_LOCK_HELD);
            assertThat(held.problem().message()).contains(holder.lockId(), "apply", "90 s");
        });
    }

    @Test
    void acquire_withTimeout_waitsExactlyThatLongAndThenGivesUp() {
        acquire("apply");
        var start = clock.instant();

        assertThat(lock.acquire("refresh", 43, Duration.ofSeconds(30))).isInstanceOf(LockOutcome.Held.class);

        assertThat(Duration.between(start, clock.instant())).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void acquire_withTimeout_takesALockThatIsReleasedMeanwhile() {
        LockRecord holder = acquire("apply");
        StateLock patient = new StateLock(store, new SequenceIds("1"), clock, pause -> {
            clock.advance(pause);
            assertThat(lock.release(holder)).isNotNull();
        });

        assertThat(patient.acquire("refresh", 43, Duration.ofSeconds(30))).isInstanceOf(LockOutcome.Acquired.class);
    }

    @Test
    void release_takenAway_saysLostAndLeavesTheOther() {
        LockRecord ours = acquire("apply");
        assertThat(lock.forceUnlock(ours.lockId())).isInstanceOf(UnlockOutcome.Removed.class);
        assertLost(lock.release(ours));
        LockRecord other = acquire("refresh");

        assertLost(lock.release(ours));
        assertThat(lock.lost(ours))
                .hasValueSatisfying(problem -> assertThat(problem.message()).contains(other.lockId()));
        assertThat(lock.lost(other)).isEmpty();
    }

    @Test
    void forceUnlock_refusals_leaveTheFileUntouched() {
        assertRefused(lock.forceUnlock("x"), DiagnosticCode.STATE_LOCK_MISSING);
        acquire("apply");
        assertRefused(lock.forceUnlock("x"), DiagnosticCode.STATE_LOCK_ID_MISMATCH);
        for (String invalid : new String[] {
            "",
            "{",
            "[]",
            "{\"version\": 1}",
            "{\"version\":1,\"lock_id\":\"x\",\"operation\":\"a\",\"created_at\":\"\",\"pid\":1,\"more\":1}"
        }) {
            write(invalid);
            assertRefused(lock.forceUnlock("x"), DiagnosticCode.INVALID_STATE_LOCK);
            assertThat(store.contents()).containsEntry("__cluster/lock.json", invalid);
        }
        write("{\"version\": 2}");
        assertRefused(lock.forceUnlock("x"), DiagnosticCode.UNSUPPORTED_STATE_LOCK_VERSION);
        assertThat(lock.acquire("apply", 1, Duration.ofSeconds(5)))
                .isInstanceOfSatisfying(
                        LockOutcome.Refused.class,
                        refused -> assertThat(refused.problem().code())
                                .isEqualTo(DiagnosticCode.UNSUPPORTED_STATE_LOCK_VERSION));
    }

    @Test
    void observe_clockJumpedBack_ageIsNotNegative() {
        acquire("apply");
        clock.advance(Duration.ofDays(-3650));

        assertThat(lock.observe())
                .isInstanceOfSatisfying(
                        LockObservation.Held.class,
                        held -> assertThat(held.ageSeconds()).isZero());
    }

    /// 100 ms, twice as long each time, at most a second, and the last one only as long as is left.
    @Test
    void acquire_withTimeout_pausesLongerEachTime() {
        acquire("apply");
        List<Duration> pauses = new ArrayList<>();
        StateLock patient = new StateLock(store, new SequenceIds("1"), clock, pauses::add);

        assertThat(patient.acquire("refresh", 43, Duration.ofMillis(4000))).isInstanceOf(LockOutcome.Held.class);
        assertThat(pauses).extracting(Duration::toMillis).containsExactly(100L, 200L, 400L, 800L, 1000L, 1000L, 500L);
        pauses.clear();
        assertThat(patient.acquire("refresh", 43, Duration.ofSeconds(-1))).isInstanceOf(LockOutcome.Held.class);
        assertThat(pauses).isEmpty();
    }

    @Test
    void acquire_interruptedWhileWaiting_givesUpAndStaysInterrupted() {
        acquire("apply");
        StateLock interrupted = new StateLock(store, new SequenceIds("1"), clock, pause -> {
            throw new InterruptedException();
        });

        assertThat(interrupted.acquire("refresh", 43, Duration.ofSeconds(1))).isInstanceOf(LockOutcome.Held.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void acquire_unknown_namesTheIdToUnlock() {
        FaultyObjectStore doubtful =
                new FaultyObjectStore(store, 1, 1.0, EnumSet.of(FaultyObjectStore.Fault.UNKNOWN_LANDED));
        assertThat(new StateLock(doubtful, new SequenceIds(), clock, clock).acquire("apply", 42, Duration.ZERO))
                .isInstanceOfSatisfying(LockOutcome.Refused.class, refused -> {
                    assertThat(refused.problem().code()).isEqualTo(DiagnosticCode.OUTCOME_UNKNOWN);
                    assertThat(refused.problem().message()).contains("00000000000000000000000001", "injected");
                });
    }

    @Test
    void acquire_aLockThatIsNeverThere_isTriedEightTimesAndIsAStoreFault() {
        CountingObjectStore counted = new CountingObjectStore(new RefusesCreation(store));
        StateLock refused = new StateLock(counted, new SequenceIds(), clock, clock);

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> refused.acquire("apply", 42, Duration.ZERO))
                .satisfies(e -> assertThat(e.code()).isEqualTo(DiagnosticCode.STORE_IO_ERROR));
        assertThat(counted.count(StoreOperation.PUT_IF_ABSENT)).isEqualTo(8);
    }

    @Test
    void release_storeFails_saysHowToUnlock() {
        LockRecord ours = acquire("apply");
        FaultyObjectStore failing = new FaultyObjectStore(store, 1, 1.0, EnumSet.of(FaultyObjectStore.Fault.FAILS));

        UnlockOutcome outcome = new StateLock(failing, new SequenceIds(), clock, clock).release(ours);
        assertRefused(outcome, DiagnosticCode.STATE_LOCK_NOT_RELEASED);
        assertThat(lock.lost(ours)).isEmpty();
    }

    @Test
    void observe_longerThanAnyLock_isUnreadableAndHoldsTheLock() {
        write("{" + " ".repeat(16 << 10) + "}");

        assertThat(lock.observe()).isInstanceOf(LockObservation.Unreadable.class);
        assertThat(lock.acquire("apply", 1, Duration.ZERO)).isInstanceOf(LockOutcome.Refused.class);
        assertRefused(lock.forceUnlock("x"), DiagnosticCode.INVALID_STATE_LOCK);
    }

    @Test
    void lost_somethingElseInItsPlace_isLost() {
        LockRecord ours = acquire("apply");
        write("garbage");
        assertThat(lock.lost(ours))
                .hasValueSatisfying(problem -> assertThat(problem.message()).contains("no lock"));
        assertLost(lock.release(ours));
        assertThat(store.contents()).containsEntry("__cluster/lock.json", "garbage");
    }

    @Test
    void observe_aTimeThatIsNone_hasNoAge() {
        write("{\"version\":1,\"lock_id\":\"x\",\"operation\":\"apply\",\"created_at\":\"yesterday\",\"pid\":1}");

        assertThat(lock.observe())
                .isInstanceOfSatisfying(
                        LockObservation.Held.class,
                        held -> assertThat(held.ageSeconds()).isEqualTo(-1));
        assertThat(lock.acquire("refresh", 1, Duration.ZERO))
                .isInstanceOfSatisfying(
                        LockOutcome.Held.class,
                        held -> assertThat(held.problem().message()).doesNotContain("s old"));
    }

    @Test
    void acquire_justTaken_isSaidToBeZeroSecondsOld() {
        acquire("apply");
        assertThat(lock.acquire("refresh", 1, Duration.ZERO))
                .isInstanceOfSatisfying(
                        LockOutcome.Held.class,
                        held -> assertThat(held.problem().message()).contains(", 0 s old"));
    }

    /// Says that something is there, and has nothing.
    private static final class RefusesCreation extends InterceptingObjectStore {
        RefusesCreation(ObjectStore delegate) {
            super(delegate);
        }

        @Override
        public PutOutcome putIfAbsent(ObjectKey key, byte[] bytes) {
            return new PutOutcome.Exists();
        }

        @Override
        protected <T> T intercept(StoreOperation operation, String key, Supplier<T> call) {
            return call.get();
        }
    }

    private LockRecord acquire(String operation) {
        LockOutcome outcome = lock.acquire(operation, 42, Duration.ZERO);
        assertThat(outcome).isInstanceOf(LockOutcome.Acquired.class);
        return ((LockOutcome.Acquired) outcome).lock();
    }

    private void write(String text) {
        assertThat(store.put(StateLock.KEY, text.getBytes(StandardCharsets.UTF_8)))
                .isNotNull();
    }

    private static void assertLost(UnlockOutcome outcome) {
        assertRefused(outcome, DiagnosticCode.STATE_LOCK_LOST);
    }

    private static void assertRefused(UnlockOutcome outcome, DiagnosticCode code) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        UnlockOutcome.Refused.class,
                        refused -> assertThat(refused.problem().code()).isEqualTo(code));
    }
}

package org.omnigraph.state.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.json.Json;
import org.omnigraph.state.json.JsonValue;
import org.omnigraph.state.ledger.ClusterState;
import org.omnigraph.state.ledger.Ledger;
import org.omnigraph.state.ledger.LedgerChange;
import org.omnigraph.state.ledger.LedgerReading;
import org.omnigraph.state.ledger.LedgerSnapshot;
import org.omnigraph.state.ledger.PublishOutcome;
import org.omnigraph.state.ledger.ResourceEntry;
import org.omnigraph.state.lock.LockObservation;
import org.omnigraph.state.lock.LockOutcome;
import org.omnigraph.state.lock.LockRecord;
import org.omnigraph.state.lock.StateLock;
import org.omnigraph.state.lock.UnlockOutcome;
import org.omnigraph.state.store.ImpatientS3;
import org.omnigraph.state.store.KeyPrefix;
import org.omnigraph.state.store.ObjectKey;
import org.omnigraph.state.store.ObjectStore;
import org.omnigraph.state.store.StoreException;
import org.omnigraph.state.testing.FakeClock;
import org.omnigraph.state.testing.FaultyProxy;
import org.omnigraph.state.testing.ProxiedRequest;
import org.omnigraph.state.testing.RealS3;
import org.omnigraph.state.testing.Report;
import org.omnigraph.state.testing.S3ProxyServer;
import org.omnigraph.state.testing.SequenceIds;
import org.omnigraph.state.testing.WireFault;
import org.omnigraph.state.testing.WireFault.Answer;
import org.omnigraph.state.testing.WireFaultPlan;

/// The whole S3 client against a server behind a proxy that loses answers: what was done is never called a failure,
/// what was not done is never called done, and no lock stays behind. `-Dcycles=500` says how often.
class WireFaultTest {
    private static final long SEED = 20_261_127;
    private static final int CYCLES = Integer.getInteger("cycles", 60);

    private static S3ProxyServer server;

    private final FakeClock clock = FakeClock.standing();
    private final SequenceIds ids = new SequenceIds("W");

    @BeforeAll
    static void startServer() {
        server = S3ProxyServer.start();
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @Test
    void cycles_answersLost_noFalseFailureNoOrphanLockNoLostUpdate() {
        cycle(server.environment(), S3ProxyServer.BUCKET, "s3proxy");
    }

    @Test
    void cycles_answersLostOnARealS3Server_noFalseFailureNoOrphanLockNoLostUpdate() {
        // For its bucket, which it makes unless it is there.
        RealS3.newRoot("faults");
        String bucket = System.getenv().getOrDefault(RealS3.BUCKET_VARIABLE, "");
        cycle(System.getenv(), bucket, "a real S3 server");
    }

    @Test
    void forbidden_isSaidAtOnceAndNothingIsDone() {
        try (FaultyProxy proxy = FaultyProxy.before(server.environment());
                ObjectStore store = open(proxy)) {
            StateLock lock = lock(store);
            LockRecord held = acquired(lock.acquire("apply", 1, Duration.ZERO));
            Ledger ledger = ledger(store);
            publish(ledger, "graph.first");
            LedgerSnapshot before = snapshot(ledger);

            proxy.follow(forbidding(request -> true));
            ObjectKey key = new ObjectKey("some/object");
            byte[] bytes = {1};
            List<ThrowingCallable> calls = List.of(
                    () -> store.get(key, 10),
                    () -> store.list(KeyPrefix.ROOT),
                    () -> store.put(key, bytes),
                    () -> store.putIfAbsent(key, bytes),
                    () -> store.delete(key),
                    () -> store.open(key),
                    () -> lock(store).acquire("apply", 2, Duration.ZERO),
                    ledger::read,
                    () -> ledger.publish(before, with(before.state(), "graph.second"), change()));
            for (ThrowingCallable call : calls) {
                long asked = proxy.requests();
                assertThatExceptionOfType(StoreException.class)
                        .isThrownBy(call)
                        .satisfies(e -> assertThat(e.code()).isEqualTo(DiagnosticCode.STORE_PERMISSION_DENIED));
                assertThat(proxy.requests() - asked).as("not tried again").isEqualTo(1);
            }
            assertThat(problem(lock.release(held))).isEqualTo(DiagnosticCode.STATE_LOCK_NOT_RELEASED);

            // Only the record may not be written: everything before the commit point works.
            proxy.follow(forbidding(request -> request.target().contains("/revisions/") && isPut(request)));
            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(() -> ledger.publish(before, with(before.state(), "graph.second"), change()))
                    .satisfies(e -> assertThat(e.code()).isEqualTo(DiagnosticCode.STORE_PERMISSION_DENIED));

            proxy.follow(request -> WireFault.NONE);
            assertThat(snapshot(ledger)).isEqualTo(before);
            assertThat(store.get(key, 10)).isEmpty();
            assertThat(lock.release(held)).isInstanceOf(UnlockOutcome.Removed.class);
            Report.count("403 from the server: calls tried", calls.size() + 2);
        }
    }

    @Test
    void lockStoredThenNothingReadable_isUnknownAndItsIdUnlocks() {
        try (FaultyProxy proxy = FaultyProxy.before(server.environment());
                ObjectStore store = open(proxy)) {
            proxy.follow(request ->
                    isPut(request) ? WireFault.doneThen(Answer.STATUS_500) : WireFault.lost(Answer.STATUS_503));

            LockOutcome outcome = lock(store).acquire("apply", 1, Duration.ZERO);

            assertThat(outcome).isInstanceOf(LockOutcome.Refused.class);
            LockOutcome.Refused refused = (LockOutcome.Refused) outcome;
            assertThat(refused.problem().code()).isEqualTo(DiagnosticCode.OUTCOME_UNKNOWN);
            proxy.follow(request -> WireFault.NONE);
            assertThat(lock(store).observe()).isInstanceOf(LockObservation.Held.class);
            String id = ((LockObservation.Held) lock(store).observe()).lock().lockId();
            assertThat(refused.problem().message()).contains(id);
            assertThat(lock(store).forceUnlock(id)).isInstanceOf(UnlockOutcome.Removed.class);
        }
    }

    private void cycle(Map<String, String> environment, String bucket, String where) {
        try (FaultyProxy proxy = FaultyProxy.before(environment);
                ObjectStore store = ImpatientS3.open(proxy.environment(environment), bucket, "cycles", SEED)) {
            proxy.follow(new WireFaultPlan(SEED));
            StateLock lock = lock(store);
            Ledger ledger = ledger(store);
            for (int cycle = 1; cycle <= CYCLES; cycle++) {
                String which = "seed " + SEED + ", cycle " + cycle;
                LockOutcome outcome = lock.acquire("apply", cycle, Duration.ZERO);
                assertThat(outcome).as(which).isInstanceOf(LockOutcome.Acquired.class);
                LedgerSnapshot from = snapshot(ledger);
                assertThat(from.revision()).as(which).isEqualTo(cycle - 1);
                ClusterState next = with(from.state(), "graph.only").toBuilder()
                        .configDigest("%064x".formatted(cycle))
                        .build();
                PublishOutcome published = ledger.publish(from, next, change());
                assertThat(published).as(which).isInstanceOf(PublishOutcome.Published.class);
                assertThat(((PublishOutcome.Published) published).warnings())
                        .as(which)
                        .isEmpty();
                assertThat(lock.release(acquired(outcome))).as(which).isInstanceOf(UnlockOutcome.Removed.class);
            }
            proxy.follow(request -> WireFault.NONE);
            assertThat(lock.observe()).isInstanceOf(LockObservation.Free.class);
            assertThat(snapshot(ledger).warnings()).isEmpty();
            assertThat(snapshot(ledger).revision()).isEqualTo(CYCLES);
            assertThat(ledger.replay().problems()).isEmpty();
            Report.count(
                    "lock, apply, unlock before " + where,
                    CYCLES + " cycles, " + proxy.requests() + " requests, " + proxy.faultCount()
                            + " of them spoiled; false failures 0, orphan locks 0, lost updates 0");
            assertThat(proxy.faultCount()).isGreaterThan(2L * CYCLES);
            assertThat(proxy.faults().keySet())
                    .contains(
                            WireFault.doneThen(Answer.STATUS_500),
                            WireFault.doneThen(Answer.STATUS_409),
                            WireFault.doneThen(Answer.RESET),
                            WireFault.doneThen(Answer.SILENCE),
                            WireFault.doneThen(Answer.HALF));
        }
    }

    private static boolean isPut(ProxiedRequest request) {
        return request.method().equals("PUT");
    }

    private static java.util.function.Function<ProxiedRequest, WireFault> forbidding(Predicate<ProxiedRequest> which) {
        return request -> which.test(request) ? WireFault.lost(Answer.STATUS_403) : WireFault.NONE;
    }

    private static ObjectStore open(FaultyProxy proxy) {
        return ImpatientS3.open(proxy.environment(server.environment()), S3ProxyServer.BUCKET, "wire", SEED);
    }

    private StateLock lock(ObjectStore store) {
        return new StateLock(store, ids, clock, clock);
    }

    private Ledger ledger(ObjectStore store) {
        return new Ledger(store, ids, clock);
    }

    private static LockRecord acquired(LockOutcome outcome) {
        assertThat(outcome).isInstanceOf(LockOutcome.Acquired.class);
        return ((LockOutcome.Acquired) outcome).lock();
    }

    private static DiagnosticCode problem(UnlockOutcome outcome) {
        assertThat(outcome).isInstanceOf(UnlockOutcome.Refused.class);
        return ((UnlockOutcome.Refused) outcome).problem().code();
    }

    private static void publish(Ledger ledger, String address) {
        LedgerSnapshot from = snapshot(ledger);
        assertThat(ledger.publish(from, with(from.state(), address), change()))
                .isInstanceOf(PublishOutcome.Published.class);
    }

    private static LedgerSnapshot snapshot(Ledger ledger) {
        LedgerReading reading = ledger.read();
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
}

package org.omnigraph.state.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
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
import org.omnigraph.state.ledger.Revision;
import org.omnigraph.state.lock.LockObservation;
import org.omnigraph.state.lock.LockOutcome;
import org.omnigraph.state.lock.LockRecord;
import org.omnigraph.state.lock.StateLock;
import org.omnigraph.state.lock.UnlockOutcome;
import org.omnigraph.state.recovery.SidecarStore;
import org.omnigraph.state.store.ObjectStore;
import org.omnigraph.state.store.StoreException;
import org.omnigraph.state.testing.FakeClock;
import org.omnigraph.state.testing.FaultyObjectStore;
import org.omnigraph.state.testing.FaultyObjectStore.Fault;
import org.omnigraph.state.testing.Interleaving;
import org.omnigraph.state.testing.MemoryObjectStore;
import org.omnigraph.state.testing.SequenceIds;

/// One seeded world: appliers, a reader and an operator who takes locks away, step by step over one faulty store.
///
/// What must hold, whatever happens:
/// 1. a published change is in its revision and in every later one; a lost or failed one is in none;
/// 2. every revision is its predecessor and the change of one command, without a gap;
/// 3. two commands hold the lock at once only if somebody took it away from one of them;
/// 4. a lock that stands in the end was announced to a person by its id, and that id takes it away;
/// 5. no reader sees less than what was acknowledged before it began to read, unless the store hid records from it
///    (it may then see an older revision, and 1 and 2 keep that harmless);
/// 6. when the faults end, the ledger reads, its chain verifies, and one more command gets through.
final class SimulatedCluster {
    private static final double RATE_MAX = 0.25;
    private static final int APPLIERS_MAX = 4;
    private static final int ROUNDS = 2;

    /// How a command ended.
    enum End {
        PUBLISHED,
        LOST,
        UNKNOWN,
        LOCK_HELD,
        LOCK_UNKNOWN,
        LOCK_TAKEN_AWAY,
        STORE_FAILED,
        REFUSED,
        READ,
        UNLOCKED
    }

    private final MemoryObjectStore truth = new MemoryObjectStore();
    private final FakeClock clock = FakeClock.standing();
    private final Random random;
    private final boolean locking;
    private final Interleaving interleaving;
    private final FaultyObjectStore faulty;
    private final ObjectStore store;

    private final List<End> ends = new ArrayList<>();
    private final SortedMap<String, Long> published = new TreeMap<>();
    private final Set<String> neverDone = new TreeSet<>();
    /// Locks that their commands did not give back, and said so.
    private final Set<String> announced = new TreeSet<>();
    private final Set<String> holders = new TreeSet<>();
    private long acknowledged;
    private boolean takenAway;

    SimulatedCluster(long seed) {
        random = new Random(seed);
        locking = random.nextInt(4) > 0;
        interleaving = new Interleaving(random.nextLong());
        Set<Fault> faults = EnumSet.noneOf(Fault.class);
        for (Fault fault : Fault.values()) {
            if (random.nextBoolean()) {
                faults.add(fault);
            }
        }
        // A healthy store too: acknowledged writes have been lost on healthy clusters elsewhere.
        double rate = random.nextInt(8) == 0 ? 0 : random.nextDouble() * RATE_MAX;
        faulty = new FaultyObjectStore(truth, random.nextLong(), rate, faults, clock);
        store = interleaving.view(faulty);
    }

    void run() {
        List<Runnable> commands = new ArrayList<>();
        int appliers = 2 + random.nextInt(APPLIERS_MAX - 1);
        for (int applier = 0; applier < appliers; applier++) {
            String name = "graph.a" + applier;
            commands.add(() -> applyRounds(name));
        }
        commands.add(this::readRounds);
        if (locking && random.nextBoolean()) {
            commands.add(this::takeLockAway);
        }
        interleaving.run(commands);
        faulty.heal();
        check();
    }

    List<End> ends() {
        return List.copyOf(ends);
    }

    List<String> injected() {
        return faulty.injected();
    }

    /// The kinds of fault that this world met.
    Set<Fault> faults() {
        Set<Fault> met = EnumSet.noneOf(Fault.class);
        for (String line : faulty.injected()) {
            met.add(Fault.valueOf(line.substring(line.indexOf(' ') + 1, line.indexOf(" at "))));
        }
        return met;
    }

    Map<String, String> contents() {
        return truth.contents();
    }

    long steps() {
        return interleaving.steps();
    }

    private void applyRounds(String name) {
        SequenceIds ids = new SequenceIds("A" + name.charAt(name.length() - 1));
        for (int round = 1; round <= ROUNDS; round++) {
            ends.add(apply(name + "r" + round, ids));
        }
    }

    /// What an apply does to ledger and lock.
    private End apply(String address, SequenceIds ids) {
        StateLock lock = new StateLock(store, ids, clock, clock);
        if (!locking) {
            return change(address, ids, lock, Optional.empty());
        }
        LockOutcome outcome;
        try {
            outcome = lock.acquire("apply", 1, Duration.ofSeconds(3));
        } catch (StoreException e) {
            return End.STORE_FAILED;
        }
        return switch (outcome) {
            case LockOutcome.Held held -> End.LOCK_HELD;
            case LockOutcome.Refused refused -> refusedLock(refused);
            case LockOutcome.Acquired acquired -> underLock(address, ids, lock, acquired.lock());
        };
    }

    private End refusedLock(LockOutcome.Refused refused) {
        if (refused.problem().code() != DiagnosticCode.OUTCOME_UNKNOWN) {
            return End.REFUSED;
        }
        announced.add(refused.problem().message());
        return End.LOCK_UNKNOWN;
    }

    private End underLock(String address, SequenceIds ids, StateLock lock, LockRecord held) {
        holders.add(held.lockId());
        assertThat(takenAway || holders.size() == 1)
                .as("locks held at once: " + holders)
                .isTrue();
        try {
            return change(address, ids, lock, Optional.of(held));
        } finally {
            holders.remove(held.lockId());
            if (lock.release(held) instanceof UnlockOutcome.Refused refused) {
                announced.add(refused.problem().message());
            }
        }
    }

    private End change(String address, SequenceIds ids, StateLock lock, Optional<LockRecord> held) {
        Ledger ledger = new Ledger(store, ids, clock);
        neverDone.add(address);
        try {
            if (!(ledger.read() instanceof LedgerReading.Usable usable)) {
                return End.REFUSED;
            }
            LedgerSnapshot from = ledger.advanceHead(usable.snapshot());
            if (held.isPresent() && lock.lost(held.get()).isPresent()) {
                return End.LOCK_TAKEN_AWAY;
            }
            LedgerChange change = new LedgerChange("apply", address, JsonValue.of(Json.object()));
            return switch (ledger.publish(from, with(from.state(), address), change)) {
                case PublishOutcome.Published done -> {
                    neverDone.remove(address);
                    published.put(address, done.revision());
                    acknowledged = Math.max(acknowledged, done.revision());
                    yield End.PUBLISHED;
                }
                case PublishOutcome.Lost lost -> End.LOST;
                case PublishOutcome.Unknown unknown -> {
                    neverDone.remove(address);
                    yield End.UNKNOWN;
                }
            };
        } catch (StoreException e) {
            return End.STORE_FAILED;
        }
    }

    /// What status, a sweep and history do: look at everything, change nothing.
    private void readRounds() {
        Ledger ledger = new Ledger(store, new SequenceIds("R"), clock);
        for (int round = 0; round < 2 * ROUNDS; round++) {
            long before = acknowledged;
            try {
                if (ledger.read() instanceof LedgerReading.Usable usable) {
                    if (!faults().contains(Fault.STALE_LIST)) {
                        assertThat(usable.snapshot().revision())
                                .as("what a reader saw after revision %d was acknowledged", before)
                                .isGreaterThanOrEqualTo(before);
                    }
                    ends.add(End.READ);
                } else {
                    ends.add(End.REFUSED);
                }
                assertThat(new SidecarStore(store).list()).isEmpty();
                assertThat(ledger.history(3)).hasSizeLessThanOrEqualTo(3);
            } catch (StoreException e) {
                ends.add(End.STORE_FAILED);
            }
        }
    }

    /// An operator who takes whatever lock stands for dead.
    private void takeLockAway() {
        StateLock lock = new StateLock(store, new SequenceIds("P"), clock, clock);
        for (int round = 0; round < ROUNDS; round++) {
            try {
                if (lock.observe() instanceof LockObservation.Held held) {
                    takenAway = true;
                    if (lock.forceUnlock(held.lock().lockId()) instanceof UnlockOutcome.Removed) {
                        ends.add(End.UNLOCKED);
                    }
                }
            } catch (StoreException e) {
                ends.add(End.STORE_FAILED);
            }
        }
    }

    private void check() {
        StateLock lock = new StateLock(truth, new SequenceIds("E"), clock, clock);
        if (lock.observe() instanceof LockObservation.Held left) {
            String id = left.lock().lockId();
            assertThat(announced).as("lock " + id + " stands").anyMatch(message -> message.contains(id));
            assertThat(lock.forceUnlock(id)).isInstanceOf(UnlockOutcome.Removed.class);
        }
        assertThat(lock.observe()).isInstanceOf(LockObservation.Free.class);
        Ledger ledger = new Ledger(truth, new SequenceIds("E"), clock);
        assertThat(ledger.replay().problems()).isEmpty();
        checkHistory(ledger);
        LedgerSnapshot newest = snapshot(ledger);
        assertThat(newest.state().resources().keySet()).containsAll(published.keySet());
        LedgerSnapshot inStep = ledger.advanceHead(newest);
        LedgerChange change = new LedgerChange("apply", "graph.last", JsonValue.of(Json.object()));
        assertThat(ledger.publish(inStep, with(inStep.state(), "graph.last"), change))
                .isInstanceOf(PublishOutcome.Published.class);
        assertThat(snapshot(ledger).warnings()).isEmpty();
    }

    private void checkHistory(Ledger ledger) {
        Set<String> before = Set.of();
        List<Revision> history = ledger.history(1_000).reversed();
        long number = 0;
        for (Revision revision : history) {
            number++;
            assertThat(revision.number()).isEqualTo(number);
            Set<String> now = revision.state().orElseThrow().resources().keySet();
            Set<String> expected = new TreeSet<>(before);
            expected.add(revision.actor());
            assertThat(now).as("revision %d and its predecessor", number).isEqualTo(expected);
            assertThat(neverDone).as("said not to be done").doesNotContain(revision.actor());
            if (published.containsKey(revision.actor())) {
                assertThat(published).containsEntry(revision.actor(), number);
            }
            before = now;
        }
        assertThat(before).containsAll(published.keySet());
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
}

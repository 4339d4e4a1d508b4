package org.omnigraph.state.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.store.KeyPrefix;
import org.omnigraph.state.store.ListedObject;
import org.omnigraph.state.store.ObjectKey;
import org.omnigraph.state.store.ObjectStore;
import org.omnigraph.state.store.PutOutcome;
import org.omnigraph.state.store.StoreException;
import org.omnigraph.state.store.StoredObject;
import org.omnigraph.state.store.VersionToken;

/// A store that misbehaves as a seed says, in ways that the code above must survive. The same seed and the same
/// calls give the same faults.
public final class FaultyObjectStore extends InterceptingObjectStore {
    /// What can go wrong.
    public enum Fault {
        /// The call fails and had no effect (an outage, a 503).
        FAILS,
        /// The call is forbidden and had no effect (a 403).
        DENIED,
        /// A replacement is refused although the version is the right one, and had no effect (a 409).
        CONFLICTS,
        /// The call takes seconds, on whatever clock the test has.
        SLOW,
        /// A write lands, and the store does not say so.
        UNKNOWN_LANDED,
        /// A write does not land, and the store does not say so.
        UNKNOWN_LOST,
        /// A write does not land now, is reported as unknown, and lands some operations later.
        ZOMBIE,
        /// A listing of log records misses the newest ones.
        STALE_LIST,
        /// A body arrives cut off.
        TORN_GET
    }

    private static final int ZOMBIE_DELAY_MAX = 20;
    private static final int STALE_RECORDS_MAX = 5;
    private static final int LATENCY_SECONDS_MAX = 60;

    private final Random random;
    private final Set<Fault> faults;
    private final double rate;
    private final FakeClock clock;
    private boolean healthy;
    private final List<Zombie> zombies = new ArrayList<>();
    private final List<String> injected = new ArrayList<>();
    private long operations;

    /// A write that waits for its time.
    private record Zombie(long dueAt, Runnable write) {}

    /// @param rate how likely each call is to meet a fault, from 0 to 1
    public FaultyObjectStore(ObjectStore delegate, long seed, double rate, Set<Fault> faults) {
        this(delegate, seed, rate, faults, FakeClock.standing());
    }

    /// @param clock goes on by as long as a slow call takes
    public FaultyObjectStore(ObjectStore delegate, long seed, double rate, Set<Fault> faults, FakeClock clock) {
        super(delegate);
        this.clock = clock;
        this.random = new Random(seed);
        this.rate = rate;
        this.faults = faults.isEmpty() ? EnumSet.noneOf(Fault.class) : EnumSet.copyOf(faults);
    }

    /// What was injected so far, in order, for failure messages.
    public synchronized List<String> injected() {
        return List.copyOf(injected);
    }

    /// Injects nothing from now on; what waits lands now.
    public synchronized void heal() {
        healthy = true;
        releaseZombies();
    }

    /// Lets every waiting write land now.
    public synchronized void releaseZombies() {
        List<Zombie> due = List.copyOf(zombies);
        zombies.clear();
        due.forEach(zombie -> zombie.write().run());
    }

    @Override
    public synchronized PutOutcome put(ObjectKey key, byte[] bytes) {
        return write(StoreOperation.PUT, key, () -> delegate().put(key, bytes));
    }

    @Override
    public synchronized PutOutcome putIfAbsent(ObjectKey key, byte[] bytes) {
        return write(StoreOperation.PUT_IF_ABSENT, key, () -> delegate().putIfAbsent(key, bytes));
    }

    @Override
    public synchronized PutOutcome putIfMatch(ObjectKey key, byte[] bytes, VersionToken expected) {
        if (hits(Fault.CONFLICTS)) {
            tick();
            note(Fault.CONFLICTS, StoreOperation.PUT_IF_MATCH, key.value());
            return new PutOutcome.Conflict();
        }
        return write(StoreOperation.PUT_IF_MATCH, key, () -> delegate().putIfMatch(key, bytes, expected));
    }

    @Override
    public synchronized Optional<StoredObject> get(ObjectKey key, long maxBytes) {
        tick();
        failsAt(StoreOperation.GET, key.value());
        Optional<StoredObject> object = delegate().get(key, maxBytes);
        boolean torn = object.isPresent() && object.get().bytes().length > 0 && hits(Fault.TORN_GET);
        if (!torn) {
            return object;
        }
        note(Fault.TORN_GET, StoreOperation.GET, key.value());
        byte[] bytes = object.get().bytes();
        return Optional.of(new StoredObject(
                Arrays.copyOf(bytes, random.nextInt(bytes.length)), object.get().token()));
    }

    @Override
    public synchronized List<ListedObject> list(KeyPrefix prefix) {
        return stale(prefix, super.list(prefix));
    }

    @Override
    protected synchronized <T> T intercept(StoreOperation operation, String key, Supplier<T> call) {
        tick();
        failsAt(operation, key);
        return call.get();
    }

    private PutOutcome write(StoreOperation operation, ObjectKey key, Supplier<PutOutcome> call) {
        tick();
        failsAt(operation, key.value());
        if (hits(Fault.UNKNOWN_LANDED)) {
            note(Fault.UNKNOWN_LANDED, operation, key.value());
            return swallow(call.get());
        }
        if (hits(Fault.UNKNOWN_LOST)) {
            note(Fault.UNKNOWN_LOST, operation, key.value());
            return new PutOutcome.Unknown("injected");
        }
        if (hits(Fault.ZOMBIE)) {
            note(Fault.ZOMBIE, operation, key.value());
            zombies.add(new Zombie(operations + 1 + random.nextInt(ZOMBIE_DELAY_MAX), () -> swallow(call.get())));
            return new PutOutcome.Unknown("injected");
        }
        return call.get();
    }

    /// What the writer is told instead of the answer.
    private static PutOutcome swallow(PutOutcome lostAnswer) {
        return new PutOutcome.Unknown(
                "injected; the store said " + lostAnswer.getClass().getSimpleName());
    }

    private List<ListedObject> stale(KeyPrefix prefix, List<ListedObject> listed) {
        boolean isLog = !listed.isEmpty() && listed.getLast().key().name().matches("[0-9]{20}\\.json");
        if (!isLog || !hits(Fault.STALE_LIST)) {
            return listed;
        }
        note(Fault.STALE_LIST, StoreOperation.LIST, prefix.value());
        int missing = Math.min(listed.size(), 1 + random.nextInt(STALE_RECORDS_MAX));
        return List.copyOf(listed.subList(0, listed.size() - missing));
    }

    private void failsAt(StoreOperation operation, String key) {
        if (hits(Fault.SLOW)) {
            note(Fault.SLOW, operation, key);
            clock.advance(Duration.ofSeconds(random.nextInt(LATENCY_SECONDS_MAX)));
        }
        if (hits(Fault.DENIED)) {
            note(Fault.DENIED, operation, key);
            throw new StoreException(DiagnosticCode.STORE_PERMISSION_DENIED, location(key), "injected 403");
        }
        if (hits(Fault.FAILS)) {
            note(Fault.FAILS, operation, key);
            throw new StoreException(DiagnosticCode.STORE_UNREACHABLE, location(key), "injected outage");
        }
    }

    private void tick() {
        operations++;
        List<Zombie> due = new ArrayList<>();
        for (Zombie zombie : zombies) {
            if (zombie.dueAt() <= operations) {
                due.add(zombie);
            }
        }
        zombies.removeAll(due);
        due.forEach(zombie -> zombie.write().run());
    }

    private boolean hits(Fault fault) {
        return !healthy && faults.contains(fault) && random.nextDouble() < rate;
    }

    private void note(Fault fault, StoreOperation operation, String key) {
        injected.add(operations + ": " + fault + " at " + operation + " " + key);
    }
}

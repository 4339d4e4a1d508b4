package org.omnigraph.engine.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.omnigraph.engine.api.GraphException;
import org.omnigraph.engine.api.GraphFailure;

@Timeout(60)
class MemoryPoolTest {
    private final MemoryPool pool = new MemoryPool(1 << 20);

    @Test
    void fromEnvironment_readsSizes_andRefusesWhatIsNone() {
        assertThat(MemoryPool.fromEnvironment(Map.of("OMNIGRAPH_MEMORY", "3G")).capacityBytes())
                .isEqualTo(3L << 30);
        assertThat(MemoryPool.fromEnvironment(Map.of("OMNIGRAPH_MEMORY", "77")).capacityBytes())
                .isEqualTo(77);
        assertThat(MemoryPool.fromEnvironment(Map.of()).capacityBytes())
                .isEqualTo((long) (Runtime.getRuntime().maxMemory() * 0.6));
        for (String wrong : List.of("0", "-1", "x", "1T", "K", "9999999999G", "1.5G")) {
            assertThatThrownBy(() -> MemoryPool.fromEnvironment(Map.of("OMNIGRAPH_MEMORY", wrong)))
                    .as(wrong)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("OMNIGRAPH_MEMORY=" + wrong);
        }
    }

    @Test
    void grow_beyondTheCapacity_isAResourceLimit_andReservesNothing() {
        try (Reservation account = pool.open("a test")) {
            account.grow(1000);
            assertThatThrownBy(() -> account.grow(1 << 20))
                    .isInstanceOfSatisfying(
                            GraphException.class,
                            e -> assertThat(e.failure())
                                    .isEqualTo(new GraphFailure.ResourceLimit("memory", 1 << 20, 1000 + (1 << 20))));
            assertThat(account.usedBytes()).isEqualTo(1000);
        }
        assertThat(pool.reservedBytes()).isZero();
    }

    @Test
    void grow_beyondAnAccountsOwnCeiling_isAResourceLimit() {
        try (Reservation account = pool.open("a test", 5000)) {
            account.grow(5000);
            assertThatThrownBy(() -> account.grow(1)).isInstanceOf(GraphException.class);
        }
    }

    @Test
    void grow_whereNobodyCouldGiveBack_isRefusedAtOnce() {
        try (Reservation kept = pool.open("a cache");
                Reservation account = pool.open("a test")) {
            kept.grow(1 << 20);
            kept.settle();
            assertThatThrownBy(() -> account.grow(1)).satisfies(MemoryPoolTest::isBusy);
        }
        assertThat(pool.active()).isZero();
    }

    @Test
    void grow_asksRevocableHoldersFirst() {
        Reservation cache = pool.open("a cache");
        cache.grow(1 << 20);
        cache.settle();
        pool.addRevocable(bytes -> {
            cache.shrink(1 << 20);
            return 1 << 20;
        });
        try (Reservation account = pool.open("a test")) {
            account.grow(500_000);
            assertThat(pool.reservedBytes()).isBetween(500_000L, 500_000L + (64 << 10));
        }
        cache.close();
        assertThat(pool.reservedBytes()).isZero();
        assertThat(pool.peakBytes()).isEqualTo(1 << 20);
    }

    @Test
    void grow_waitsUntilAnotherGivesBack() throws Exception {
        Reservation first = pool.open("first");
        try (ExecutorService threads = Executors.newSingleThreadExecutor();
                Reservation second = pool.open("second")) {
            first.grow(1 << 20);
            Future<?> waiting = threads.submit(() -> second.grow(1000));
            awaitWaiting(1);
            assertThat(waiting.isDone()).isFalse();
            first.close();
            waiting.get();
            assertThat(second.usedBytes()).isEqualTo(1000);
        }
        assertThat(pool.reservedBytes()).isZero();
        assertThat(pool.waiting()).isZero();
    }

    @Test
    void grow_whereAllWaitForEachOther_refusesTheLastOnly() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            CountDownLatch bothHold = new CountDownLatch(2);
            List<Future<?>> ends = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                ends.add(threads.submit(() -> {
                    try (Reservation account = pool.open("half")) {
                        account.grow(500_000);
                        bothHold.countDown();
                        bothHold.await();
                        account.grow(500_000);
                    }
                    return null;
                }));
            }
            int refused = 0;
            for (Future<?> end : ends) {
                try {
                    end.get();
                } catch (ExecutionException e) {
                    assertThat(e.getCause()).satisfies(MemoryPoolTest::isBusy);
                    refused++;
                }
            }
            assertThat(refused).isEqualTo(1);
        }
        assertThat(pool.reservedBytes()).isZero();
        assertThat(pool.active()).isZero();
    }

    @Test
    void grow_inAScope_waitsNoLongerThanItsTime_andEndsWhenItIsCancelled() throws Exception {
        AtomicLong clock = new AtomicLong();
        try (ExecutorService threads = Executors.newFixedThreadPool(2);
                Reservation busy = pool.open("busy")) {
            busy.grow(1 << 20);
            WorkScope late = new WorkScope(pool, "late", "", Duration.ofSeconds(5), clock::get);
            WorkScope gone = new WorkScope(pool, "gone", "", Duration.ofSeconds(5), clock::get);
            Future<?> first = threads.submit(() -> late.run(() -> late.memory().grow(10)));
            Future<?> second = threads.submit(() -> gone.run(() -> gone.memory().grow(10)));
            awaitWaiting(2);
            gone.cancel();
            assertThatThrownBy(second::get)
                    .cause()
                    .isInstanceOfSatisfying(
                            GraphException.class, e -> assertThat(e.failure()).isEqualTo(new GraphFailure.Cancelled()));
            assertThat(first.isDone()).isFalse();
            clock.set(6_000_000_000L);
            assertThatThrownBy(first::get).cause().satisfies(MemoryPoolTest::isBusy);
            late.close();
            gone.close();
        }
        assertThat(pool.reservedBytes()).isZero();
        assertThat(pool.active()).isZero();
    }

    /// Whatever accounts do, the pool never exceeds its capacity and is empty in the end.
    @Test
    void accounts_atRandomInManyThreads_neverExceedTheCapacity() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<?>> ends = new ArrayList<>();
            for (int seed = 0; seed < 32; seed++) {
                Random random = new Random(seed);
                ends.add(threads.submit(() -> {
                    try (Reservation account = pool.open("random")) {
                        for (int step = 0; step < 300; step++) {
                            if (random.nextInt(3) > 0) {
                                account.grow(random.nextInt(20_000));
                            } else {
                                account.shrink(random.nextInt(30_000));
                            }
                            assertThat(pool.reservedBytes()).isBetween(0L, 1L << 20);
                        }
                    } catch (GraphException e) {
                        // Too much for all of them: what must hold is the rest.
                        assertThat(e.failure())
                                .isInstanceOfAny(GraphFailure.Busy.class, GraphFailure.ResourceLimit.class);
                    }
                }));
            }
            for (Future<?> end : ends) {
                end.get();
            }
        }
        assertThat(pool.reservedBytes()).isZero();
        assertThat(pool.active()).isZero();
        assertThat(pool.waiting()).isZero();
    }

    private static void isBusy(Throwable e) {
        assertThat(e)
                .isInstanceOfSatisfying(
                        GraphException.class,
                        failure -> assertThat(failure.failure()).isInstanceOf(GraphFailure.Busy.class));
    }

    private void awaitWaiting(int count) {
        while (pool.waiting() < count) {
            Thread.yield();
        }
    }
}

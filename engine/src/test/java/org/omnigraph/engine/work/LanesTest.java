package org.omnigraph.engine.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.omnigraph.engine.api.GraphException;
import org.omnigraph.engine.api.GraphFailure;

@Timeout(60)
class LanesTest {
    private final MemoryPool pool = new MemoryPool(1 << 20);
    private final AtomicLong clock = new AtomicLong();
    private final CountDownLatch stop = new CountDownLatch(1);
    private Lanes lanes = lanes(2, 16, 4, 4);

    @AfterEach
    void stopAll() {
        stop.countDown();
        lanes.close();
    }

    @Test
    void call_runsTheWorkInItsScope_onAThreadOfTheLanes() throws Exception {
        WorkScope scope = scope("a");
        String thread = lanes.call(Lanes.Kind.READ, scope, () -> {
            assertThat(WorkScope.current()).isSameAs(scope);
            return Thread.currentThread().getName();
        });
        assertThat(thread).startsWith("omnigraph-work-");
        assertThat(lanes.working()).isZero();
        assertThat(lanes.started()).isZero();
    }

    @Test
    void call_passesOnWhatTheWorkThrows() {
        assertThatThrownBy(() -> lanes.call(Lanes.Kind.READ, scope("a"), () -> {
                    throw new java.io.IOException("no");
                }))
                .isInstanceOf(java.io.IOException.class);
        assertThat(lanes.started()).isZero();
    }

    @Test
    void submit_beyondWhatMayWait_isRefusedWithATimeToTryAgain() {
        // Two turns, one for short work, four waiting.
        for (int i = 0; i < 7; i++) {
            lanes.submit(Lanes.Kind.READ, scope("actor" + i), this::holdTurn);
        }
        awaitTrue(() -> lanes.waiting(Lanes.Kind.READ) == 4);
        assertThatThrownBy(() -> lanes.submit(Lanes.Kind.READ, scope("b"), this::holdTurn))
                .isInstanceOfSatisfying(
                        GraphException.class,
                        e -> assertThat(e.failure()).isInstanceOfSatisfying(GraphFailure.Busy.class, busy -> {
                            assertThat(busy.resource()).isEqualTo("waiting_reads");
                            assertThat(busy.retryAfterSeconds()).isBetween(1L, 60L);
                        }));
        // Writes have a queue of their own.
        lanes.submit(Lanes.Kind.WRITE, scope("b"), this::holdTurn);
    }

    @Test
    void submit_beyondWhatOneActorMayHave_isRefused_forThisActorOnly() {
        lanes.close();
        lanes = lanes(2, 3, 64, 64);
        for (int i = 0; i < 3; i++) {
            lanes.submit(Lanes.Kind.READ, scope("greedy"), this::holdTurn);
        }
        assertThatThrownBy(() -> lanes.submit(Lanes.Kind.READ, scope("greedy"), this::holdTurn))
                .isInstanceOfSatisfying(
                        GraphException.class,
                        e -> assertThat(e.failure())
                                .isInstanceOfSatisfying(
                                        GraphFailure.Busy.class,
                                        busy -> assertThat(busy.resource()).isEqualTo("actor_requests")));
        CompletableFuture<String> other = lanes.submit(Lanes.Kind.READ, scope("modest"), this::holdTurn);
        stop.countDown();
        assertThat(other.join()).isEqualTo("done");
    }

    @Test
    void submit_ofShortWork_passesLongWork_withoutWaitingForItsEnd() {
        List<CompletableFuture<String>> heavy = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            heavy.add(lanes.submit(Lanes.Kind.READ, scope("heavy" + i), this::checkUntilStopped));
        }
        awaitTrue(() -> lanes.started() == 5);
        for (int i = 0; i < 20; i++) {
            assertThat(lanes.submit(Lanes.Kind.READ, scope("short"), () -> "quick")
                            .join())
                    .isEqualTo("quick");
        }
        assertThat(heavy).noneMatch(CompletableFuture::isDone);
        stop.countDown();
        heavy.forEach(CompletableFuture::join);
    }

    @Test
    void check_ofLongWork_sharesTheTurns_betweenAll() {
        AtomicInteger[] steps = new AtomicInteger[4];
        List<CompletableFuture<String>> all = new ArrayList<>();
        for (int i = 0; i < steps.length; i++) {
            AtomicInteger mine = new AtomicInteger();
            steps[i] = mine;
            all.add(lanes.submit(Lanes.Kind.READ, scope("actor" + i), () -> {
                while (stop.getCount() > 0) {
                    mine.incrementAndGet();
                    clock.addAndGet(1_000_000);
                    WorkScope.current().checkNow();
                }
                return "done";
            }));
        }
        awaitTrue(() -> {
            for (AtomicInteger count : steps) {
                if (count.get() < 100) {
                    return false;
                }
            }
            return true;
        });
        stop.countDown();
        all.forEach(CompletableFuture::join);
        assertThat(lanes.working()).isZero();
    }

    @Test
    void cancel_whileWaitingForATurn_endsTheWait() {
        for (int i = 0; i < 3; i++) {
            lanes.submit(Lanes.Kind.READ, scope("heavy" + i), this::holdTurn);
        }
        awaitTrue(() -> lanes.working() == 3);
        WorkScope scope = scope("b");
        CompletableFuture<String> waiting = lanes.submit(Lanes.Kind.READ, scope, this::holdTurn);
        awaitTrue(() -> lanes.waiting(Lanes.Kind.READ) == 1);
        scope.cancel();
        assertThatThrownBy(waiting::join)
                .cause()
                .isInstanceOfSatisfying(
                        GraphException.class, e -> assertThat(e.failure()).isEqualTo(new GraphFailure.Cancelled()));
        assertThat(lanes.waiting(Lanes.Kind.READ)).isZero();
    }

    @Test
    void idle_givesTheTurnToOthers_andTakesItUpAgain() throws Exception {
        lanes.close();
        lanes = lanes(1, 16, 4, 4);
        CountDownLatch inIdle = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        CompletableFuture<Integer> first = lanes.submit(Lanes.Kind.READ, scope("a"), () -> {
            try (WorkScope.Idle _ = WorkScope.current().idle()) {
                inIdle.countDown();
                go.await();
            }
            return lanes.working();
        });
        inIdle.await();
        assertThat(lanes.working()).isZero();
        assertThat(lanes.<String>call(Lanes.Kind.READ, scope("b"), () -> "meanwhile"))
                .isEqualTo("meanwhile");
        go.countDown();
        assertThat(first.join()).isEqualTo(1);
    }

    @Test
    void call_interrupted_cancelsItsScope_andReturnsOnlyWhenTheWorkHasEnded() throws Exception {
        WorkScope scope = scope("a");
        AtomicBoolean ended = new AtomicBoolean();
        CountDownLatch began = new CountDownLatch(1);
        AtomicBoolean endedBefore = new AtomicBoolean();
        Thread caller = Thread.ofPlatform().start(() -> {
            try {
                lanes.call(Lanes.Kind.READ, scope, () -> {
                    began.countDown();
                    try {
                        while (true) {
                            WorkScope.current().checkNow();
                        }
                    } finally {
                        ended.set(true);
                    }
                });
            } catch (Exception e) {
                endedBefore.set(ended.get());
            }
        });
        began.await();
        caller.interrupt();
        caller.join();
        assertThat(endedBefore).isTrue();
        assertThat(lanes.started()).isZero();
    }

    private String holdTurn() throws InterruptedException {
        stop.await();
        return "done";
    }

    private String checkUntilStopped() {
        while (stop.getCount() > 0) {
            clock.addAndGet(1_000);
            WorkScope.current().checkNow();
        }
        return "done";
    }

    private WorkScope scope(String actor) {
        return new WorkScope(pool, "a test", actor, Duration.ofDays(1), clock::get);
    }

    private Lanes lanes(int turns, int perActor, int reads, int writes) {
        return new Lanes(new Lanes.Limits(turns, perActor, reads, writes, 128), clock::get);
    }

    private static void awaitTrue(java.util.function.BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            Thread.yield();
        }
    }
}

package org.omnigraph.engine.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.omnigraph.engine.api.GraphException;
import org.omnigraph.engine.api.GraphFailure;

class WorkScopeTest {
    private final MemoryPool pool = new MemoryPool(1 << 20);
    private final AtomicLong clock = new AtomicLong();

    @Test
    void current_isTheBoundScope_andOutsideOneWithoutBounds() {
        WorkScope scope = scope(Duration.ofSeconds(1));
        assertThat(WorkScope.isBound()).isFalse();
        assertThat(scope.<WorkScope, RuntimeException>call(WorkScope::current)).isSameAs(scope);
        WorkScope free = WorkScope.current();
        free.memory().grow(1L << 40);
        free.checkNow();
        scope.close();
        assertThat(pool.active()).isZero();
    }

    @Test
    void check_afterTheDeadline_isAResourceLimitOfTime() {
        WorkScope scope = scope(Duration.ofSeconds(1));
        scope.checkNow();
        assertThat(scope.remaining()).isEqualTo(Duration.ofSeconds(1));
        clock.set(1_500_000_000L);
        assertThat(scope.remaining()).isZero();
        assertThatThrownBy(scope::checkNow)
                .isInstanceOfSatisfying(
                        GraphException.class,
                        e -> assertThat(e.failure()).isEqualTo(new GraphFailure.ResourceLimit("time", 1000, 1500)));
    }

    @Test
    void check_afterCancel_throwsCancelled_withinABoundedNumberOfCalls() {
        WorkScope scope = scope(Duration.ofDays(1));
        for (int i = 0; i < 100_000; i++) {
            scope.check();
        }
        scope.cancel();
        assertThat(scope.cancellation()).isCompleted();
        assertThatThrownBy(() -> {
                    for (int i = 0; i <= 1024; i++) {
                        scope.check();
                    }
                })
                .isInstanceOfSatisfying(
                        GraphException.class, e -> assertThat(e.failure()).isEqualTo(new GraphFailure.Cancelled()));
    }

    /// The clock is read seldom where steps are cheap, and often where they are dear.
    @Test
    void check_adaptsToWhatAStepCosts() {
        AtomicInteger looks = new AtomicInteger();
        WorkScope scope = new WorkScope(pool, "a test", "", Duration.ofDays(1), () -> {
            looks.incrementAndGet();
            return clock.get();
        });
        for (int i = 0; i < 1_000_000; i++) {
            scope.check();
        }
        assertThat(looks.get()).isLessThan(1_100);
        looks.set(0);
        long longest = 0;
        long last = clock.get();
        int seen = 0;
        for (int i = 0; i < 20_000; i++) {
            clock.addAndGet(100_000);
            scope.check();
            if (looks.get() > seen) {
                seen = looks.get();
                longest = i < 2_000 ? 0 : Math.max(longest, clock.get() - last);
                last = clock.get();
            }
        }
        assertThat(longest).isLessThan(1_000_000);
    }

    private WorkScope scope(Duration time) {
        return new WorkScope(pool, "a test", "", time, clock::get);
    }
}

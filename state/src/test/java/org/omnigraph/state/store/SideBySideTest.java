package org.omnigraph.state.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

final class SideBySideTest {
    @Test
    void both_runAtTheSameTime() {
        CyclicBarrier meeting = new CyclicBarrier(2);
        assertThat(SideBySide.run(() -> met(meeting, "a"), () -> met(meeting, "b")))
                .isEqualTo(new Both<>("a", "b"));
    }

    @Test
    void theFirstFailure_isThrownAfterTheSecondIsDone() {
        AtomicBoolean done = new AtomicBoolean();
        CyclicBarrier meeting = new CyclicBarrier(2);
        assertThatThrownBy(() -> SideBySide.run(
                        () -> {
                            met(meeting, "");
                            throw new IllegalArgumentException("first");
                        },
                        () -> {
                            met(meeting, "");
                            done.set(true);
                            throw new IllegalArgumentException("second");
                        }))
                .hasMessage("first");
        assertThat(done).isTrue();
    }

    @Test
    void theSecondFailure_isThrownAsItIs() {
        assertThatThrownBy(() -> SideBySide.run(() -> "a", () -> {
                    throw new AssertionError("second");
                }))
                .isInstanceOf(AssertionError.class)
                .hasMessage("second");
    }

    @Test
    void anInterrupt_isKept() {
        Thread.currentThread().interrupt();
        assertThat(SideBySide.run(() -> "a", () -> "b").second()).isEqualTo("b");
        assertThat(Thread.interrupted()).isTrue();
    }

    private static String met(CyclicBarrier meeting, String value) {
        try {
            meeting.await(10, TimeUnit.SECONDS);
            return value;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}

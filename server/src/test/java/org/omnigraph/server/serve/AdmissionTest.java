package org.omnigraph.server.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.omnigraph.server.auth.Caller;

/// Who is refused is told a time that follows from how long writes take, by a clock that the test moves.
class AdmissionTest {
    private static final long SECOND = 1_000_000_000L;
    private static final Caller INES = new Caller("ines");

    private final AtomicLong nanos = new AtomicLong();
    private final Admission admission = new Admission(1, 100, nanos::get);

    private void write(long durationNanos) {
        try (Admission.Permit _ = admission.admit(INES)) {
            nanos.addAndGet(durationNanos);
        }
    }

    private String advice() {
        try (Admission.Permit _ = admission.admit(INES)) {
            ApiException refused = catchThrowableOfType(ApiException.class, () -> admission.admit(INES));
            assertThat(refused.error().status()).isEqualTo(429);
            return refused.error().headers().getOrDefault("Retry-After", "");
        }
    }

    @Test
    void retryAfter_followsTheTimeThatWritesTake() {
        assertThat(advice()).isEqualTo("1");
        for (int i = 0; i < 200; i++) {
            write(7 * SECOND / 2);
        }
        assertThat(advice()).isEqualTo("4");
        for (int i = 0; i < 200; i++) {
            write(3_600 * SECOND);
        }
        assertThat(advice()).isEqualTo("60");
        for (int i = 0; i < 400; i++) {
            write(1_000);
        }
        assertThat(advice()).isEqualTo("1");
    }

    @Test
    void tooManyBytes_areRefusedWithATime_andHoldNothing() {
        try (Admission.Permit permit = admission.admit(INES)) {
            ApiException refused = catchThrowableOfType(ApiException.class, () -> permit.hold(101));
            assertThat(refused.error().headers()).containsEntry("Retry-After", "1");
            permit.hold(100);
        }
        write(1);
    }
}

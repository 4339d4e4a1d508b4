package org.omnigraph.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.omnigraph.engine.api.GraphException;
import org.omnigraph.engine.api.GraphFailure;
import org.omnigraph.engine.work.Lanes;
import org.omnigraph.engine.work.MemoryPool;
import org.omnigraph.server.auth.Caller;
import org.omnigraph.server.serve.Work;
import org.omnigraph.server.serve.Workbench;

/// What bodies reserve while they come in, and after.
final class RequestBodyTest {
    private static final int MIB = 1 << 20;

    private static final Caller CALLER = new Caller("ada");

    private final MemoryPool pool = new MemoryPool(16 * MIB);
    private final Workbench bench =
            new Workbench(pool, new Lanes(new Lanes.Limits(1, 4, 2, 2, 2), System::nanoTime), Duration.ofMinutes(1));

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(7).nextBytes(bytes);
        return bytes;
    }

    private static RequestBody body(byte[] bytes, boolean isDeclared) {
        return new RequestBody(isDeclared ? bytes.length : -1, () -> new ByteArrayInputStream(bytes));
    }

    @Test
    void body_ofAnyLength_comesInWhole_andIsHeldUntilTheRequestEnds() {
        for (int length : new int[] {0, 1, 65_535, 65_536, 65_537, 3 * MIB + 5}) {
            for (boolean isDeclared : new boolean[] {true, false}) {
                byte[] sent = bytes(length);
                try (Work work = bench.open(CALLER, "r", 1)) {
                    assertThat(body(sent, isDeclared).read(8 * MIB, work)).isEqualTo(sent);
                    assertThat(pool.reservedBytes()).isBetween((long) length, length + 4 * 65_536L);
                }
                assertThat(pool.reservedBytes()).isZero();
            }
        }
    }

    /// A second large one is refused while the first is there; a small one, and other memory, are not.
    @Test
    void bodies_holdNoMoreThanHalfOfTheMemoryTogether() {
        try (Work first = bench.open(CALLER, "a", 1);
                Work second = bench.open(CALLER, "b", 1);
                Work third = bench.open(CALLER, "c", 1)) {
            assertThat(body(bytes(6 * MIB), true).read(8 * MIB, first)).hasSize(6 * MIB);
            assertThatThrownBy(() -> body(bytes(4 * MIB), true).read(8 * MIB, second))
                    .isInstanceOfSatisfying(
                            GraphException.class, e -> assertThat(e.failure()).isInstanceOf(GraphFailure.Busy.class));
            assertThat(body(bytes(60_000), true).read(8 * MIB, third)).hasSize(60_000);
            third.memory().grow(7 * MIB);
        }
        assertThat(pool.reservedBytes()).isZero();
        try (Work again = bench.open(CALLER, "d", 1)) {
            assertThat(body(bytes(4 * MIB), false).read(8 * MIB, again)).hasSize(4 * MIB);
        }
    }

    @Test
    void body_thatIsAlone_mayTakeMoreThanHalf() {
        try (Work work = bench.open(CALLER, "a", 1)) {
            InputStream endless = new InputStream() {
                @Override
                public int read() {
                    return 1;
                }
            };
            assertThatThrownBy(() -> new RequestBody(-1, () -> endless).read(9 * MIB, work))
                    .hasMessageContaining("longer than");
            assertThat(pool.peakBytes()).isGreaterThan(9L * MIB);
        }
        assertThat(pool.reservedBytes()).isZero();
    }
}

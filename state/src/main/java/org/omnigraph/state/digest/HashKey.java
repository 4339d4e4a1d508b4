package org.omnigraph.state.digest;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.SecureRandom;

/// A secret 128-bit key for the hashes of hash tables, and the hash itself: SipHash-1-3. Who chooses the keys of a
/// table (ids, values and tokens come from clients) but does not know this key cannot make them meet in one slot, so
/// that probes stay short for any input. Every bit of a hash is as good as the others.
///
/// Hashes hold for one process only: never store one, and let no result depend on the order of slots. Immutable.
public final class HashKey {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final long first;
    private final long second;

    private HashKey(long first, long second) {
        this.first = first;
        this.second = second;
    }

    /// The key of this process, drawn when first asked for.
    public static HashKey ofProcess() {
        return Drawn.KEY;
    }

    /// A key that is known beforehand, for tests.
    public static HashKey of(long first, long second) {
        return new HashKey(first, second);
    }

    /// The hash of the bytes from `from` to before `to`.
    public long hash(byte[] bytes, int from, int to) {
        Mix mix = new Mix(first, second);
        int at = from;
        for (; at + Long.BYTES <= to; at += Long.BYTES) {
            mix.add((long) LONGS.get(bytes, at));
        }
        long rest = 0;
        for (int shift = 0; at < to; at++, shift += Byte.SIZE) {
            rest |= (bytes[at] & 0xffL) << shift;
        }
        return mix.finish(rest, to - from);
    }

    /// The hash of the words from `from` to before `to`: that of their bytes, the lowest first.
    public long hash(long[] words, int from, int to) {
        Mix mix = new Mix(first, second);
        for (int at = from; at < to; at++) {
            mix.add(words[at]);
        }
        return mix.finish(0, (to - from) * Long.BYTES);
    }

    private static final class Drawn {
        static final HashKey KEY = draw();

        private static HashKey draw() {
            SecureRandom random = new SecureRandom();
            return new HashKey(random.nextLong(), random.nextLong());
        }
    }

    /// SipHash's state; the compiler keeps it in registers.
    private static final class Mix {
        private static final int FINAL_ROUNDS = 3;

        private long v0;
        private long v1;
        private long v2;
        private long v3;

        Mix(long first, long second) {
            v0 = first ^ 0x736f6d6570736575L;
            v1 = second ^ 0x646f72616e646f6dL;
            v2 = first ^ 0x6c7967656e657261L;
            v3 = second ^ 0x7465646279746573L;
        }

        void add(long word) {
            v3 ^= word;
            round();
            v0 ^= word;
        }

        long finish(long rest, int length) {
            add(rest | (long) length << 56);
            v2 ^= 0xff;
            for (int i = 0; i < FINAL_ROUNDS; i++) {
                round();
            }
            return v0 ^ v1 ^ v2 ^ v3;
        }

        private void round() {
            v0 += v1;
            v1 = Long.rotateLeft(v1, 13) ^ v0;
            v0 = Long.rotateLeft(v0, 32);
            v2 += v3;
            v3 = Long.rotateLeft(v3, 16) ^ v2;
            v0 += v3;
            v3 = Long.rotateLeft(v3, 21) ^ v0;
            v2 += v1;
            v1 = Long.rotateLeft(v1, 17) ^ v2;
            v2 = Long.rotateLeft(v2, 32);
        }
    }
}

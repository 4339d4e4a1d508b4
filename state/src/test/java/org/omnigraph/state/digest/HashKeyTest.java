package org.omnigraph.state.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The expected hashes are those of CPython 3.11 (`hash(bytes(range(n)))`), whose key follows from `PYTHONHASHSEED`:
/// all zeros for 0, the one below for 7.
class HashKeyTest {
    private static final HashKey ZERO = HashKey.of(0, 0);
    private static final HashKey SEVEN = HashKey.of(0x12c874a1806f0e3dL, 0x470a89d2f9d2784fL);

    @ParameterizedTest
    @CsvSource({
        "1, 68a914128e01e473, 7e255bf0210f9775",
        "7, 2f098ab0c751325a, 987cfd95990dd34b",
        "8, ead411e67ebe2eea, 8450991e34fe08de",
        "9, 75927f9d95124362, a0a0a12bd6c44f35",
        "15, f30eb725bb91c9ea, 1517e7dc54a43f5b",
        "16, 8972188433a5c5b7, 642bba6a6c24ebf5",
        "31, 169739443111d49b, adf091e03303fd2d",
        "63, 385d3e39e5f37359, b1eaa0579bb21aa3",
    })
    void hash_ofBytes_isSipHash13(int length, String ofZero, String ofSeven) {
        byte[] padded = new byte[length + 5];
        for (int i = 0; i < length; i++) {
            padded[i + 3] = (byte) i;
        }
        assertThat(ZERO.hash(padded, 3, 3 + length)).isEqualTo(Long.parseUnsignedLong(ofZero, 16));
        assertThat(SEVEN.hash(padded, 3, 3 + length)).isEqualTo(Long.parseUnsignedLong(ofSeven, 16));
    }

    @Test
    void hash_ofWords_isThatOfTheirBytes() {
        long[] words = {0, -1, 0x0123456789abcdefL, 42};
        byte[] bytes = new byte[words.length * Long.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().put(words);
        for (int from = 0; from <= words.length; from++) {
            assertThat(SEVEN.hash(words, from, words.length))
                    .isEqualTo(SEVEN.hash(bytes, from * Long.BYTES, bytes.length));
        }
    }

    @Test
    void hash_ofNothing_dependsOnTheKey() {
        Set<Long> seen = new HashSet<>();
        for (int key = 0; key < 100; key++) {
            seen.add(HashKey.of(key, 0).hash(new byte[0], 0, 0));
            seen.add(HashKey.of(0, ~key).hash(new byte[0], 0, 0));
        }
        assertThat(seen).hasSize(200);
    }

    @Test
    void ofProcess_isOneKeyAndNotAKnownOne() {
        byte[] bytes = {1, 2, 3};
        assertThat(HashKey.ofProcess()).isSameAs(HashKey.ofProcess());
        assertThat(HashKey.ofProcess().hash(bytes, 0, 3)).isNotEqualTo(ZERO.hash(bytes, 0, 3));
    }
}

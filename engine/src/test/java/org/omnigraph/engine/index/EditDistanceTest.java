package org.omnigraph.engine.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class EditDistanceTest {

    @Test
    void isWithin_randomWords_agreesWithTheWholeTable() {
        Random random = new Random(11);
        for (int round = 0; round < 20_000; round++) {
            String left = word(random);
            String right = word(random);
            int distance =
                    distance(left.codePoints().toArray(), right.codePoints().toArray());
            for (int max = 0; max <= 3; max++) {
                assertThat(EditDistance.isWithin(left, right, max))
                        .as("%s and %s within %d", left, right, max)
                        .isEqualTo(distance <= max);
            }
        }
    }

    /// The whole table of two such words has 10^12 cells.
    @Test
    void isWithin_longWordsThatAreAlike_takesLinearTime() {
        String left = "a".repeat(1_000_000);
        assertThat(EditDistance.isWithin(left, left + "b", 1)).isTrue();
        assertThat(EditDistance.isWithin(left + "bb", left + "cc", 1)).isFalse();
    }

    private static String word(Random random) {
        StringBuilder word = new StringBuilder();
        for (int length = random.nextInt(7); length > 0; length--) {
            word.appendCodePoint(random.nextInt(8) == 0 ? 0x1F600 : 'a' + random.nextInt(2));
        }
        return word.toString();
    }

    private static int distance(int[] a, int[] b) {
        int[][] table = new int[a.length + 1][b.length + 1];
        for (int i = 0; i <= a.length; i++) {
            for (int j = 0; j <= b.length; j++) {
                table[i][j] = i == 0 || j == 0
                        ? i + j
                        : Math.min(
                                table[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1),
                                Math.min(table[i - 1][j], table[i][j - 1]) + 1);
            }
        }
        return table[a.length][b.length];
    }
}

package org.omnigraph.engine.query.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SubstringTest {

    @Test
    void isIn_randomTexts_agreesWithContains() {
        Random random = new Random(5);
        int found = 0;
        for (int round = 0; round < 2_000; round++) {
            String text = word(random, 400);
            String part = random.nextBoolean() && text.length() > 150
                    ? text.substring(random.nextInt(40), 110 + random.nextInt(40))
                    : word(random, 150);
            if (random.nextInt(4) == 0 && !part.isEmpty()) {
                part = part.substring(1) + "c";
            }
            assertThat(Substring.isIn(text, part)).as("%s in %s", part, text).isEqualTo(text.contains(part));
            found += text.contains(part) && part.length() > 64 ? 1 : 0;
        }
        assertThat(found).isGreaterThan(100);
    }

    /// Comparing the whole part at every place is 10^12 steps.
    @Test
    void isIn_longRepetitivePart_takesLinearTime() {
        String text = "a".repeat(2_000_000);
        assertThat(Substring.isIn(text, "a".repeat(1_000_000) + "b")).isFalse();
        assertThat(Substring.isIn(text + "b", "a".repeat(1_000_000) + "b")).isTrue();
    }

    private static String word(Random random, int max) {
        StringBuilder word = new StringBuilder();
        for (int length = random.nextInt(max); length > 0; length--) {
            word.append(random.nextInt(30) == 0 ? 'b' : 'a');
        }
        return word.toString();
    }
}

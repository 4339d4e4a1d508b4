package org.omnigraph.catalog.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NameRuleTest {
    @Test
    void fault_ordinaryNames_haveNone() {
        for (String name : List.of("", "main", "feature/größe 2", "ana@example.org", "日本", "😀", "x".repeat(256))) {
            assertThat(NameRule.fault(name)).as(name).isEmpty();
        }
    }

    @Test
    void fault_whatEndsALineMovesACursorOrHides_isNamed() {
        for (String bad : List.of(
                "\n", "\r", "\t", "\u0000", "\u001b", "\u007f", "\u0085", "\u009b", "\u2028", "\u2029", "\u202e",
                "\u200b", "\ufeff", "\ud800", "\udc00")) {
            assertThat(NameRule.fault("main" + bad + "x"))
                    .hasValueSatisfying(fault -> assertThat(fault).contains("U+%04X".formatted((int) bad.charAt(0))));
        }
        assertThat(NameRule.fault("x".repeat(257))).isPresent();
    }
}

package org.omnigraph.catalog.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PatternBoundsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "^[A-Z]{3}\\d+(\\.\\d+)?$",
                "(a{100}){100}",
                "x{1000}",
                "x{0,}",
                "[]{9999}]",
                "[^]]{2}",
                "[\\]{9999}]",
                "\\Qa{9999}{9999}{9999}\\E",
                "\\{9999}{1,2}",
                "a{b}{,5}{",
                "(",
                ")))",
                "[",
                "\\"
            })
    void broken_ordinaryPattern_isNothing(String pattern) {
        assertThat(PatternBounds.broken(pattern)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(a{1000}){1000}",
                "((a{30}){30}){30}",
                "(ab|c[x-z]{500}){100}",
                "a{100}{100}{100}",
                "(?:a{1,200}){1,200}",
                "(a{200}b{200}){100,}"
            })
    void broken_repetitionsInOneAnother_areRefused(String pattern) {
        assertThat(PatternBounds.broken(pattern))
                .hasValueSatisfying(text -> assertThat(text).contains("more than 20000 steps"));
    }

    @Test
    void broken_depthAndLength_areRefusedJustAboveTheirBounds() {
        assertThat(PatternBounds.broken("(".repeat(100) + ")".repeat(100))).isEmpty();
        assertThat(PatternBounds.broken("(".repeat(101) + ")".repeat(101))).isPresent();
        assertThat(PatternBounds.broken("a".repeat(2_000))).isEmpty();
        assertThat(PatternBounds.broken("a".repeat(2_001))).isPresent();
    }

    /// What passes is compiled without harm, be it a pattern or not.
    @Test
    void compile_dearestPatternWithinBounds_isCheap() {
        String pattern = "(".repeat(50) + "(a{100}){100}" + ")".repeat(50);
        assertThat(PatternBounds.broken(pattern)).isEmpty();
        assertThat(Pattern.compile(pattern).matcher("b").find()).isFalse();
    }
}

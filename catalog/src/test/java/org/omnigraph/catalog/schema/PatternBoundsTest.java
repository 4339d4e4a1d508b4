package org.omnigraph.catalog.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
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
        assertThat(PatternBounds.of(pattern).broken()).isEmpty();
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
        assertThat(PatternBounds.of(pattern).broken())
                .hasValueSatisfying(text -> assertThat(text).contains("more than 20000 steps"));
    }

    @Test
    void broken_depthAndLength_areRefusedJustAboveTheirBounds() {
        assertThat(PatternBounds.of("(".repeat(100) + ")".repeat(100)).broken()).isEmpty();
        assertThat(PatternBounds.of("(".repeat(101) + ")".repeat(101)).broken()).isPresent();
        assertThat(PatternBounds.of("a".repeat(2_000)).broken()).isEmpty();
        assertThat(PatternBounds.of("a".repeat(2_001)).broken()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(?i)\u1c80",
                "(?si)[a\u1c88]",
                "a(?i:b|\\x{1C85})",
                "(?i)\\Qa\u1c80\\E",
                "(?i)[^B-\ud7ff]",
                "(?i)[\\x41-\\x{1c80}]",
                "(?i)[\\101-\\x{1044e}]",
                "(?i)[]-\u2000]",
                "(?i)[a-z\\--\\x{ffff}]"
            })
    void broken_lettersWhoseCaseTheCompilerDoesNotKnow_areRefused(String pattern) {
        assertThat(PatternBounds.of(pattern).broken())
                .hasValueSatisfying(text -> assertThat(text).contains("U+1C80"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[B-\ud7ff]\u1c80",
                "(?i)[!-\\x{10ffff}]",
                "(?i)[^\\x00-\\x{10ffff}]",
                "(?i)\\pL\\P{Greek}[\\pN_]",
                "(?i)[\u4e00-\u9fff]",
                "(?i)[a-]",
                "(?i)[a-z",
                "(?i)[a-",
                "(?i)\\x{",
                "(?i)\\x",
                "(?i)\\x{zz}\\xq\\7\\",
                "(?i)\u0432"
            })
    void compile_patternThatIgnoresCase_ends(String pattern) {
        assertThat(PatternBounds.of(pattern).broken()).isEmpty();
        try {
            Pattern.compile(pattern).matcher("\u1c80\u1c88").find();
        } catch (PatternSyntaxException noPattern) {
            assertThat(noPattern).hasMessageNotContaining("internal");
        }
    }

    /// None but the letters that are refused keep the compiler of this Java from coming back.
    @Test
    void compile_everyOtherLetterIgnoringCase_ends() {
        for (int letter = 0; letter <= Character.MAX_CODE_POINT; letter++) {
            String pattern = "(?i)\\x{" + Integer.toHexString(letter) + "}";
            if (PatternBounds.of(pattern).broken().isEmpty()) {
                assertThat(Pattern.compile(pattern)).isNotNull();
            }
        }
    }

    @Test
    void broken_foldingAndUnicodeClasses_countAsSteps() {
        assertThat(PatternBounds.of("(?i)[" + "\u2000-\u9fff".repeat(7) + "]").broken())
                .hasValueSatisfying(text -> assertThat(text).contains("more than 20000 steps"));
        assertThat(PatternBounds.of("[" + "\u2000-\u9fff".repeat(7) + "]").broken())
                .isEmpty();
        assertThat(PatternBounds.of("\\pL[\\p{Greek}\\PN]").steps()).isBetween(450L, 460L);
        assertThat(PatternBounds.of("[" + "\\pL".repeat(201) + "]").broken()).isPresent();
    }

    /// What passes is compiled without harm, be it a pattern or not.
    @Test
    void compile_dearestPatternWithinBounds_isCheap() {
        String pattern = "(".repeat(50) + "(a{100}){100}" + ")".repeat(50);
        assertThat(PatternBounds.of(pattern).broken()).isEmpty();
        assertThat(Pattern.compile(pattern).matcher("b").find()).isFalse();
    }
}

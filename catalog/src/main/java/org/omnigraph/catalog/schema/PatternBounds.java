package org.omnigraph.catalog.schema;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a `@check` pattern may cost before it is handed to the regular-expression compiler, which has no bounds
/// of its own: it recurses over groups, writes out counted repetitions one in the other (`(a{1000}){1000}`),
/// copies the tables of Unicode classes and folds case. One pass, rough but never too small; what is no pattern
/// at all is left to the compiler to say.
final class PatternBounds {
    /// Longest pattern, in UTF-16 units.
    static final int LENGTH_MAX = 2_000;
    /// Deepest nesting of groups.
    static final int NESTING_MAX = 100;
    /// Most single steps, repetitions written out.
    static final long STEPS_MAX = 20_000;
    /// Most single steps of all patterns of a schema.
    static final long SCHEMA_STEPS_MAX = 250_000;

    /// How many steps a Unicode class is: it has hundreds of ranges.
    private static final int UNICODE_CLASS_STEPS = 150;
    /// How many code points are folded in the time of a step.
    private static final int FOLDED_PER_STEP = 10;

    private static final Pattern COUNT = Pattern.compile("\\{(\\d{1,6})(,(\\d{0,6}))?\\}");

    private final String pattern;
    private final Deque<Long> around = new ArrayDeque<>();
    private long once;
    private long steps;
    private long atom;
    private int at;

    private PatternBounds(String pattern) {
        this.pattern = pattern;
    }

    /// What a pattern costs.
    ///
    /// @param broken the bound that it breaks, as a sentence
    record Cost(long steps, Optional<String> broken) {}

    static Cost of(String pattern) {
        if (pattern.length() > LENGTH_MAX) {
            return new Cost(0, Optional.of("The pattern is longer than " + LENGTH_MAX + " characters."));
        }
        CaseFolding folding = CaseFolding.of(pattern);
        if (folding.isEndless()) {
            return new Cost(
                    0,
                    Optional.of("The pattern ignores case and has letters of U+1C80 to U+1C88, whose case is not"
                            + " supported."));
        }
        PatternBounds bounds = new PatternBounds(pattern);
        bounds.once = folding.folded() / FOLDED_PER_STEP;
        Optional<String> broken = bounds.broken();
        return new Cost(bounds.once + bounds.steps, broken);
    }

    private Optional<String> broken() {
        while (at < pattern.length()) {
            char c = pattern.charAt(at);
            switch (c) {
                case '\\' -> escape();
                case '[' -> step(classEnd());
                case '{' -> repeat();
                case '(' -> open();
                case ')' -> close();
                default -> step(at + 1);
            }
            if (around.size() > NESTING_MAX) {
                return Optional.of("The pattern has groups nested deeper than " + NESTING_MAX + " levels.");
            }
            if (once + steps > STEPS_MAX) {
                return Optional.of(
                        "With its repetitions written out, the pattern has more than " + STEPS_MAX + " steps.");
            }
        }
        return Optional.empty();
    }

    /// Something of as many steps as it has characters: what a repetition behind it may repeat.
    private void step(int end) {
        atom = 1;
        steps += 1;
        at = Math.min(end, pattern.length());
    }

    private void escape() {
        countUnicodeClass(at);
        step(pattern.startsWith("\\Q", at) ? quotedEnd() : at + 2);
    }

    private void countUnicodeClass(int backslash) {
        if (pattern.startsWith("\\p", backslash) || pattern.startsWith("\\P", backslash)) {
            once += UNICODE_CLASS_STEPS;
        }
    }

    private int quotedEnd() {
        int end = pattern.indexOf("\\E", at);
        return end < 0 ? pattern.length() : end + 2;
    }

    /// Behind the `]`, which is an ordinary character where it stands first.
    private int classEnd() {
        int i = at + 1;
        if (pattern.startsWith("^", i)) {
            i++;
        }
        if (pattern.startsWith("]", i)) {
            i++;
        }
        while (i < pattern.length() && pattern.charAt(i) != ']') {
            countUnicodeClass(i);
            i += pattern.charAt(i) == '\\' ? 2 : 1;
        }
        return i + 1;
    }

    private void open() {
        around.push(steps);
        steps = 1;
        at++;
    }

    private void close() {
        at++;
        if (!around.isEmpty()) {
            atom = steps;
            steps += around.pop();
        }
    }

    private void repeat() {
        Matcher count = COUNT.matcher(pattern).region(at, pattern.length());
        if (!count.lookingAt()) {
            step(at + 1);
            return;
        }
        String most = count.group(3);
        int times = Math.max(1, Integer.parseInt(most == null || most.isEmpty() ? count.group(1) : most));
        steps += atom * (times - 1);
        atom *= times;
        at = count.end();
    }
}

package org.omnigraph.catalog.schema;

import java.util.regex.Pattern;

/// What ignoring case does to the regular-expression compiler. It folds the ranges of a class code point by
/// code point, which costs time; and it never comes back from U+1C80 to U+1C88, of which its tables know less
/// than the Java that it runs on (google/re2j issue 168). One pass, rough but never too small.
final class CaseFolding {
    private static final Pattern IGNORES_CASE = Pattern.compile("\\(\\?[a-zA-Z-]*i");
    /// The compiler takes a range that has all of these as it is.
    private static final int FOLDED_FIRST = 0x41;

    private static final int FOLDED_LAST = 0x1044F;
    private static final int ENDLESS_FIRST = 0x1C80;
    private static final int ENDLESS_LAST = 0x1C88;
    private static final int HEX = 16;
    private static final int OCTAL = 8;

    private final String pattern;
    private int at;
    private long folded;
    private boolean endless;

    private CaseFolding(String pattern) {
        this.pattern = pattern;
    }

    static CaseFolding of(String pattern) {
        CaseFolding folding = new CaseFolding(pattern);
        if (IGNORES_CASE.matcher(pattern).find()) {
            folding.read();
        }
        return folding;
    }

    /// How many code points are folded.
    long folded() {
        return folded;
    }

    /// Whether compiling the pattern would never end.
    boolean isEndless() {
        return endless;
    }

    private void read() {
        while (at < pattern.length()) {
            if (pattern.startsWith("\\Q", at)) {
                readQuoted();
            } else if (pattern.charAt(at) == '[') {
                at++;
                readClass();
            } else {
                int one = element();
                range(one, one);
            }
        }
    }

    private void readQuoted() {
        int end = pattern.indexOf("\\E", at);
        end = end < 0 ? pattern.length() : end;
        pattern.substring(at + 2, end).codePoints().forEach(one -> range(one, one));
        at = Math.min(pattern.length(), end + 2);
    }

    /// To behind the `]`, which is an ordinary character where it stands first.
    private void readClass() {
        if (pattern.startsWith("^", at)) {
            at++;
        }
        for (boolean first = true; at < pattern.length(); first = false) {
            if (pattern.charAt(at) == ']' && !first) {
                at++;
                return;
            }
            int low = element();
            if (pattern.startsWith("-", at) && !pattern.startsWith("-]", at) && at + 1 < pattern.length()) {
                at++;
                range(low, element());
            } else {
                range(low, low);
            }
        }
    }

    /// One code point, plain or escaped; of a class with a name, such as `\d`, just its letter.
    private int element() {
        int plain = pattern.codePointAt(at);
        at += Character.charCount(plain);
        if (plain != '\\' || at >= pattern.length()) {
            return plain;
        }
        int escaped = pattern.codePointAt(at);
        if (escaped == 'x' && pattern.startsWith("{", at + 1)) {
            int end = pattern.indexOf('}', at);
            return end < 0 ? named(escaped) : number(at + 2, end, end + 1, HEX);
        }
        if (escaped == 'x') {
            int end = Math.min(pattern.length(), at + 3);
            return number(at + 1, end, end, HEX);
        }
        if (Character.digit(escaped, OCTAL) >= 0) {
            int end = at;
            while (end < pattern.length() && end < at + 3 && Character.digit(pattern.charAt(end), OCTAL) >= 0) {
                end++;
            }
            return number(at, end, end, OCTAL);
        }
        return named(escaped);
    }

    private int named(int escaped) {
        at += Character.charCount(escaped);
        return escaped;
    }

    private int number(int from, int to, int next, int radix) {
        at = next;
        try {
            return Integer.parseInt(pattern, from, to, radix);
        } catch (NumberFormatException noNumber) {
            return 0;
        }
    }

    private void range(int low, int high) {
        if (low > high || (low <= FOLDED_FIRST && high >= FOLDED_LAST)) {
            return;
        }
        folded += Math.max(0, Math.min(high, FOLDED_LAST) - Math.max(low, FOLDED_FIRST) + 1);
        endless |= low <= ENDLESS_LAST && high >= ENDLESS_FIRST;
    }
}

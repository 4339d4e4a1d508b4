package org.omnigraph.state.diagnostic;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Text on its way into a diagnostic: credentials in addresses are blotted out, and no input, however large, makes a
/// message larger than a person reads.
final class Shown {
    private static final int LENGTH_MAX = 900;
    private static final Pattern USER = Pattern.compile("(?<=://)[^/@\\s]{1,400}(?=@)");
    private static final Pattern PARAMETER = Pattern.compile(
            "(?<=[?&][\\w-]{0,40}(?i:signature|token|secret|password|credential|key)[\\w-]{0,40}=)[^&\\s\"'`]+");

    private Shown() {}

    /// The text without credentials. What is hidden keeps its length, so that a place in the text stays where it is.
    static String masked(String text) {
        return text.contains("://") ? blotted(PARAMETER, blotted(USER, text)) : text;
    }

    /// The text without credentials, cut if it is too long.
    static String bounded(String text) {
        if (text.length() <= LENGTH_MAX) {
            return masked(text);
        }
        int end = Character.isHighSurrogate(text.charAt(LENGTH_MAX - 1)) ? LENGTH_MAX - 1 : LENGTH_MAX;
        return masked(text.substring(0, end)) + "…";
    }

    private static String blotted(Pattern pattern, String text) {
        return pattern.matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement("*".repeat(match.end() - match.start())));
    }
}

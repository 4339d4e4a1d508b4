package org.omnigraph.cli.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Small typography: wrapping, padding, counting. Widths are in code points, which is right for the texts that the
/// program writes itself and close for everything else.
public final class Prose {
    private static final Set<String> COMMANDS = Set.of("omnigraph", "chmod");

    private Prose() {}

    /// Breaks text at spaces so that no line is longer than `width`, words longer than that apart. Line breaks of the
    /// text itself stay. A command in backticks is one word, as it could not be pasted
    /// if it were broken.
    public static List<String> wrap(String text, int width) {
        List<String> lines = new ArrayList<>();
        for (String paragraph : text.split("\n", -1)) {
            StringBuilder line = new StringBuilder();
            String before = "";
            for (String word : words(paragraph)) {
                boolean alone = standsAlone(word) || standsAlone(before);
                if (!line.isEmpty() && (alone || length(line.toString()) + 1 + length(word) > width)) {
                    lines.add(line.toString());
                    line.setLength(0);
                }
                if (!line.isEmpty()) {
                    line.append(' ');
                }
                line.append(word);
                before = word;
            }
            lines.add(line.toString());
        }
        return lines;
    }

    /// True of a command that names its folder: it has a line to itself, as it is long and there to be copied.
    private static boolean standsAlone(String word) {
        return word.contains(" --config ");
    }

    private static List<String> words(String paragraph) {
        List<String> words = new ArrayList<>();
        boolean inCommand = false;
        for (String word : paragraph.split(" ", -1)) {
            if (inCommand) {
                words.set(words.size() - 1, words.getLast() + " " + word);
                inCommand = word.indexOf('`') < 0;
            } else {
                words.add(word);
                int start = word.indexOf('`');
                inCommand = COMMANDS.contains(word.substring(start + 1)) && start >= 0;
            }
        }
        return words;
    }

    /// The text, filled with spaces on the right.
    public static String pad(String text, int width) {
        int missing = width - length(text);
        return missing <= 0 ? text : text + " ".repeat(missing);
    }

    /// The text, filled with spaces on the left.
    public static String padLeft(String text, int width) {
        int missing = width - length(text);
        return missing <= 0 ? text : " ".repeat(missing) + text;
    }

    /// The text, cut to `width` with an ellipsis.
    public static String cut(String text, int width) {
        if (length(text) <= width) {
            return text;
        }
        int end = text.offsetByCodePoints(0, Math.max(0, width - 1));
        return text.substring(0, end) + "…";
    }

    /// `1 graph`, `2 graphs`.
    public static String count(long number, String singular, String plural) {
        return number + " " + (number == 1 ? singular : plural);
    }

    /// How many code points the text has.
    public static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /// The text with control characters made visible, so that data cannot drive a terminal or turn its reading
    /// direction. Line breaks and tabs become escapes too: the result is one line.
    public static String printable(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\n' -> clean.append("\\n");
                case '\r' -> clean.append("\\r");
                case '\t' -> clean.append("\\t");
                default -> {
                    if (Character.isISOControl(c) || turnsDirection(c)) {
                        clean.append("\\u").append(String.format(java.util.Locale.ROOT, "%04x", (int) c));
                    } else {
                        clean.append(c);
                    }
                }
            }
        }
        return clean.toString();
    }

    /// True of the characters that embed, override or isolate a reading direction.
    private static boolean turnsDirection(char c) {
        return (c >= '\u202A' && c <= '\u202E') || (c >= '\u2066' && c <= '\u2069');
    }
}

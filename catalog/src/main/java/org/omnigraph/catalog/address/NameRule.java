package org.omnigraph.catalog.address;

import java.util.Locale;
import java.util.Optional;

/// What a name that somebody sends may be made of, whatever it names (a branch, a graph, a query, an actor, a
/// commit): at most 256 characters, none of which ends a line, moves a cursor, hides or turns around what
/// stands beside it. So a name can be written into a log, a header or on a terminal and be nothing but a name.
public final class NameRule {
    public static final int LENGTH_MAX = 256;

    private NameRule() {}

    /// What is wrong with `name`, to be read after "the name of the branch"; nothing if it is fit to be looked up. An
    /// empty name is none of this rule's business.
    public static Optional<String> fault(String name) {
        if (name.length() > LENGTH_MAX) {
            return Optional.of("is longer than " + LENGTH_MAX + " characters");
        }
        return name.codePoints()
                .filter(NameRule::isUnfit)
                .mapToObj(c -> String.format(Locale.ROOT, "holds the character U+%04X, which no name may hold", c))
                .findFirst();
    }

    /// Controls, line and paragraph separators, format characters (which hide, join or turn around), halves of
    /// surrogate pairs.
    public static boolean isUnfit(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.FORMAT,
                    Character.SURROGATE -> true;
            default -> false;
        };
    }
}

package org.omnigraph.catalog.query.lint;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// Something that a lint found about the file as a whole. Sorts by severity, type, property, message.
///
/// @param typeName empty if it is about no type
/// @param property empty if it is about no property
/// @param queryNames the queries that it concerns, sorted; may be empty
public record LintFinding(
        Level level, String code, String message, String typeName, String property, List<String> queryNames)
        implements Comparable<LintFinding> {
    private static final Comparator<LintFinding> ORDER = Comparator.comparing(LintFinding::level)
            .thenComparing(LintFinding::typeName)
            .thenComparing(LintFinding::property)
            .thenComparing(LintFinding::message);

    public LintFinding {
        queryNames = List.copyOf(queryNames);
    }

    /// How much a finding weighs; only an error makes the lint fail.
    public enum Level {
        ERROR,
        WARNING,
        INFO;

        /// The name in JSON.
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public int compareTo(LintFinding other) {
        return ORDER.compare(this, other);
    }
}

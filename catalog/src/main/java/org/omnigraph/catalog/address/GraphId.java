package org.omnigraph.catalog.address;

import java.util.regex.Pattern;

/// The id of a graph: also a path segment, so nothing but `[A-Za-z0-9_-]`, 1 to 64 characters (cluster-contract.md
/// §1).
public record GraphId(String value) implements Comparable<GraphId> {
    /// What an id looks like, as a regular expression.
    public static final String SHAPE = "[A-Za-z0-9_-]{1,64}";

    private static final Pattern PATTERN = Pattern.compile(SHAPE);

    public GraphId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not a graph id: " + value);
        }
    }

    /// True if the text may name a graph, a query or a policy.
    public static boolean isValid(String text) {
        return PATTERN.matcher(text).matches();
    }

    @Override
    public int compareTo(GraphId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}

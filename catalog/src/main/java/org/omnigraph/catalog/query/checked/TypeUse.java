package org.omnigraph.catalog.query.checked;

import java.util.Comparator;
import java.util.Locale;

/// A node or edge type that a query reads or writes; node before edge, then by name.
public record TypeUse(Kind kind, String typeName) implements Comparable<TypeUse> {
    private static final Comparator<TypeUse> ORDER =
            Comparator.comparing(TypeUse::kind).thenComparing(TypeUse::typeName);

    /// Node or edge.
    public enum Kind {
        NODE,
        EDGE;

        /// The name in JSON.
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public int compareTo(TypeUse other) {
        return ORDER.compare(this, other);
    }
}

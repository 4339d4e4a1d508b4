package org.omnigraph.catalog.schema;

import java.util.List;

/// A constraint of a node or edge type in the checked model (schema-language.md §4). The shorthand on a property and
/// the one-name body form are the same thing here.
public sealed interface Constraint {

    /// The identity of a node; members in order of property identity (schema-language.md §8.4), never nullable.
    record Key(List<String> properties) implements Constraint {
        public Key {
            properties = List.copyOf(properties);
        }
    }

    /// No two rows with the same tuple; a tuple with a null is exempt. On edges the names may be `src` and `dst`.
    record Unique(List<String> properties) implements Constraint {
        public Unique {
            properties = List.copyOf(properties);
        }
    }

    /// Performance only; never changes a result.
    record Index(List<String> properties) implements Constraint {
        public Index {
            properties = List.copyOf(properties);
        }
    }

    /// min ≤ value ≤ max, both inclusive; null passes.
    record Range(String property, Bound min, Bound max) implements Constraint {}

    /// The RE2 pattern is found somewhere in the value; null passes.
    record Check(String property, String pattern) implements Constraint {}

    /// One end of a range: open, an integer, or a decimal number (kept as written, so that nothing is rounded).
    sealed interface Bound {
        record Open() implements Bound {}

        record Whole(java.math.BigInteger value) implements Bound {}

        record Decimal(java.math.BigDecimal value) implements Bound {}
    }
}

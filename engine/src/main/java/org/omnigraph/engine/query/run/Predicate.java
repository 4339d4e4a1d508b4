package org.omnigraph.engine.query.run;

/// A condition on one assignment, compiled to slots and columns.
@FunctionalInterface
interface Predicate {
    /// Whether the condition holds; unknown counts as not.
    ///
    /// @param slots of a batch
    /// @param index of the assignment in it
    boolean test(int[][] slots, int index);
}

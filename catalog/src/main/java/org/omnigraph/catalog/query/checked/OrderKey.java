package org.omnigraph.catalog.query.checked;

/// One sort key. Null is smaller than every value. No key is a list, a Vector, a Blob or a node.
public sealed interface OrderKey {

    /// By a property; a [CheckedExpr.NodeProperty] or [CheckedExpr.EdgeProperty]. In an aggregated query it equals
    /// one of the group keys.
    record ByProperty(CheckedExpr property, boolean descending) implements OrderKey {}

    /// By the value of a projection, named by its alias (no rank, except that a key after the first may be a
    /// projected `bm25`, then just a number).
    record ByColumn(int projection, boolean descending) implements OrderKey {}

    /// By a rank function, always the first key and the only ByRank, never in an aggregated query. It also chooses
    /// the rows: those that query-language.md §8.4-§8.5 leave out do not appear. Its number sorts ascending or
    /// descending as `descending` says: written directly, `nearest` ascends and `bm25` and `rrf` descend; by alias,
    /// as written.
    record ByRank(CheckedExpr.Rank rank, boolean descending) implements OrderKey {}
}

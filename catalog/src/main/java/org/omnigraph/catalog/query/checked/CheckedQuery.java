package org.omnigraph.catalog.query.checked;

import java.util.List;

/// A query that fits a schema. Whoever runs it decides nothing about names and types: each variable has its type,
/// each expression its [org.omnigraph.catalog.schema.ValueType], each comparison its [Domain].
///
/// Holds for every instance: no T-rule of query-language.md §5 is broken; names of parameters, node variables and
/// edge variables are disjoint.
public sealed interface CheckedQuery permits CheckedRead, CheckedMutation {
    String name();

    /// In order of declaration.
    List<org.omnigraph.catalog.query.ast.Param> parameters();

    /// Columns of the result in projection order, names distinct; empty for mutations.
    List<ResultColumn> columns();

    /// Types that the query may read, sorted, without duplicates (query-language.md §10.3).
    List<TypeUse> reads();

    /// Types that the query may change, sorted, without duplicates; empty for reads.
    List<TypeUse> writes();
}

package org.omnigraph.catalog.query.checked;

/// One column of a result.
///
/// @param name the alias, or the default name of query-language.md §6
/// @param kind what its values are
/// @param itemKind what the items of a list are; equal to `kind` for everything else
/// @param vectorDimension of a vector; 0 for everything else
/// @param nullable whether a value may be null
public record ResultColumn(String name, ResultKind kind, ResultKind itemKind, int vectorDimension, boolean nullable) {}

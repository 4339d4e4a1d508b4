package org.omnigraph.catalog.query.ast;

import org.omnigraph.catalog.lexing.Span;

/// One item of `return`.
///
/// @param alias [Name#NONE] without `as`
public record Projection(Expr expr, Name alias, Span span) {}

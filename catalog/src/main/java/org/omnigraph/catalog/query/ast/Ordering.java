package org.omnigraph.catalog.query.ast;

import org.omnigraph.catalog.lexing.Span;

/// One key of `order`.
public record Ordering(Expr expr, Direction direction, Span span) {

    /// The direction as written; an unwritten one is ascending, or best first for a rank function.
    public enum Direction {
        UNWRITTEN,
        ASC,
        DESC
    }
}

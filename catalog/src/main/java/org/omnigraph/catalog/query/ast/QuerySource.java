package org.omnigraph.catalog.query.ast;

import org.omnigraph.catalog.lexing.SourceText;
import org.omnigraph.catalog.lexing.Span;
import org.omnigraph.state.diagnostic.SourcePosition;

/// The text that a tree was parsed from; gives diagnostics their lines and columns. All sources are equal to each
/// other, as all spans are: where a query stands is no part of what it says.
public record QuerySource(SourceText text) {
    /// The source of trees that were made by a program, not parsed.
    public static final QuerySource NONE = new QuerySource(SourceText.of(""));

    /// Where a span of a tree with this source stands.
    public SourcePosition position(Span span) {
        return text.text().isEmpty() ? SourcePosition.NONE : text.position(span);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof QuerySource;
    }

    @Override
    public int hashCode() {
        return 0;
    }
}

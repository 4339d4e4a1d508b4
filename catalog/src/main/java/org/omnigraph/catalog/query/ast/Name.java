package org.omnigraph.catalog.query.ast;

import org.omnigraph.catalog.lexing.Span;

/// A type name, property name, edge word, alias or query name as written, and where it stands.
public record Name(String text, Span span) {
    /// Stands where no name was written (a projection without `as`).
    public static final Name NONE = new Name("", Span.NONE);

    public boolean isPresent() {
        return !text.isEmpty();
    }
}

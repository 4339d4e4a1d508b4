package org.omnigraph.catalog.query.ast;

import org.omnigraph.catalog.lexing.Span;

/// A variable where it is written, its name without the `$`.
public record Variable(String name, Span span) {
    /// Stands where no variable was written (a traversal without edge binding).
    public static final Variable NONE = new Variable("", Span.NONE);

    public boolean isPresent() {
        return !name.isEmpty();
    }

    /// True for `$_`, each of which is a variable of its own.
    public boolean isAnonymous() {
        return name.equals("_");
    }

    @Override
    public String toString() {
        return "$" + name;
    }
}

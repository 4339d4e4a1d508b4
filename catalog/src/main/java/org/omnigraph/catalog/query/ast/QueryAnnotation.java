package org.omnigraph.catalog.query.ast;

import java.util.Locale;
import org.omnigraph.catalog.lexing.Span;

/// `@description("…")` or `@instruction("…")` on a query, the text unescaped.
public record QueryAnnotation(Kind kind, String text, Span span) {

    /// The two annotations that a query may carry.
    public enum Kind {
        DESCRIPTION,
        INSTRUCTION;

        /// The word after the `@`.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}

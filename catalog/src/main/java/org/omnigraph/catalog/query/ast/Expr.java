package org.omnigraph.catalog.query.ast;

import java.util.Locale;
import org.omnigraph.catalog.lexing.Span;

/// An expression as written.
public sealed interface Expr {
    Span span();

    /// What may stand in binding braces, assignments and predicates.
    sealed interface Value extends Expr {}

    /// What may be an arm of `rrf`.
    sealed interface Rank extends Expr {}

    /// `now()`.
    record Now(Span span) implements Value {}

    /// `$x`: a node, an edge or a parameter.
    record VariableRef(Variable variable) implements Value {
        @Override
        public Span span() {
            return variable.span();
        }
    }

    /// A literal.
    record LiteralExpr(Literal literal) implements Value {
        @Override
        public Span span() {
            return literal.span();
        }
    }

    /// `$x.property`.
    record PropertyRef(Variable variable, Name property, Span span) implements Expr {}

    /// A bare word: an alias of `return`, readable in `order` only.
    record AliasRef(Name alias) implements Expr {
        @Override
        public Span span() {
            return alias.span();
        }
    }

    /// `count(…)`, `sum(…)`, `avg(…)`, `min(…)`, `max(…)`.
    record Aggregate(AggregateFunction function, Expr argument, Span span) implements Expr {}

    /// `nearest($x.v, query)`.
    record Nearest(Variable variable, Name property, Expr query, Span span) implements Rank {}

    /// `bm25(field, text)`.
    record Bm25(Expr field, Expr text, Span span) implements Rank {}

    /// `rrf(first, second [, k])`.
    record Rrf(Rank first, Rank second, Extra k, Span span) implements Expr {}

    /// `search(field, text)`, `match_text(field, text)`, `fuzzy(field, text [, max_edits])`.
    ///
    /// @param maxEdits only of `fuzzy`
    record TextCall(TextFunction function, Expr field, Expr text, Extra maxEdits, Span span) implements Expr {}

    /// The last argument of a function, which may be left out.
    sealed interface Extra {
        record Omitted() implements Extra {}

        record Given(Expr expr) implements Extra {}
    }

    /// The aggregate functions.
    enum AggregateFunction {
        COUNT,
        SUM,
        AVG,
        MIN,
        MAX;

        /// The name in sources, also the default column name.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// The text tests.
    enum TextFunction {
        SEARCH,
        MATCH_TEXT,
        FUZZY;

        /// The name in sources, also the default column name.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}

package org.omnigraph.catalog.query.ast;

import java.util.List;
import org.omnigraph.catalog.lexing.Span;

/// One clause of `match` or of a `not` block.
public sealed interface Clause {
    Span span();

    /// `not { … }`, at least one clause inside.
    record Negation(List<Clause> clauses, Span span) implements Clause {
        public Negation {
            clauses = List.copyOf(clauses);
        }
    }

    /// `$x: Type { p: v }`; `{}` and no braces are the same.
    record Binding(Variable variable, Name type, List<PropertyMatch> matches, Span span) implements Clause {
        public Binding {
            matches = List.copyOf(matches);
        }
    }

    /// `p: v` in the braces of a binding.
    record PropertyMatch(Name property, Expr.Value value, Span span) {}

    /// `$a $w:edge{1,3} $b`, or `$a $w:<edge>{1,3} $b` undirected.
    ///
    /// @param edgeVariable [Variable#NONE] without edge binding
    /// @param edge the edge word as written, in any case
    record Traversal(
            Variable left, Variable edgeVariable, Name edge, boolean undirected, Hops hops, Variable right, Span span)
            implements Clause {}

    /// The bounds of a traversal as written.
    ///
    /// @param max [#NO_MAX] if the maximum is missing (`{1,}`), which the checker refuses (T15)
    record Hops(boolean written, long min, long max, Span span) {
        public static final long NO_MAX = -1;

        /// No bounds written: exactly one hop.
        public static final Hops ONE = new Hops(false, 1, 1, Span.NONE);
    }

    /// `left op right`.
    record Filter(Expr left, Operator operator, Expr right, Span span) implements Clause {}

    /// A text test that stands alone; the same as `= true`.
    record TextTest(Expr.TextCall call, Span span) implements Clause {}
}

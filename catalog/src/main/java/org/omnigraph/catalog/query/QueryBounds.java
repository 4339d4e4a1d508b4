package org.omnigraph.catalog.query;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import org.omnigraph.catalog.lexing.Span;
import org.omnigraph.catalog.query.ast.Body;
import org.omnigraph.catalog.query.ast.Clause;
import org.omnigraph.catalog.query.ast.QueryDecl;
import org.omnigraph.catalog.query.ast.Variable;

/// How big a query may be (T63, http-api.md §15): what it costs to check, plan and run one is bounded by this. Looked
/// at before
/// anything else is checked, in time linear in the query.
final class QueryBounds {
    /// Node and edge variables, each `$_` and each variable of each `not` block counted.
    static final int BINDINGS_MAX = 256;

    /// Clauses at any depth, tests in braces and keys of `order` included; or statements.
    static final int CLAUSES_MAX = 1024;

    static final int COLUMNS_MAX = 1024;

    /// `not` blocks inside each other.
    static final int NESTING_MAX = 64;

    private final CheckReport report;
    private int bindings;
    private int clauses;

    private QueryBounds(CheckReport report) {
        this.report = report;
    }

    /// Reports the first bound that is crossed, at the place where it is.
    static void check(QueryDecl query, CheckReport report) {
        QueryBounds bounds = new QueryBounds(report);
        switch (query.body()) {
            case Body.Read read -> {
                bounds.block(read.match(), new HashSet<>(), 0);
                bounds.count(
                        read.projections().size(),
                        COLUMNS_MAX,
                        "columns",
                        i -> read.projections().get(i).span());
                bounds.count(
                        read.ordering().size(),
                        CLAUSES_MAX,
                        "keys of `order`",
                        i -> read.ordering().get(i).span());
            }
            case Body.Write write ->
                bounds.count(
                        write.statements().size(),
                        CLAUSES_MAX,
                        "statements",
                        i -> write.statements().get(i).span());
        }
    }

    /// @param outer the variables of the blocks around
    private void block(List<Clause> block, Set<String> outer, int depth) {
        Set<String> seen = new HashSet<>(outer);
        for (Clause clause : block) {
            if (!report.isEmpty()) {
                return;
            }
            clause(clause.span());
            switch (clause) {
                case Clause.Binding binding -> {
                    variable(binding.variable(), seen);
                    binding.matches().forEach(match -> clause(match.span()));
                }
                case Clause.Traversal traversal -> {
                    variable(traversal.left(), seen);
                    variable(traversal.edgeVariable(), seen);
                    variable(traversal.right(), seen);
                }
                case Clause.Filter _, Clause.TextTest _ -> {}
                case Clause.Negation negation -> {
                    if (depth == NESTING_MAX) {
                        exceeded(negation.span(), NESTING_MAX, "`not` blocks inside each other");
                    } else {
                        block(negation.clauses(), seen, depth + 1);
                    }
                }
            }
        }
    }

    private void clause(Span span) {
        if (++clauses == CLAUSES_MAX + 1) {
            exceeded(span, CLAUSES_MAX, "clauses");
        }
    }

    private void variable(Variable variable, Set<String> seen) {
        if (variable.isPresent()
                && (variable.isAnonymous() || seen.add(variable.name()))
                && ++bindings == BINDINGS_MAX + 1) {
            exceeded(variable.span(), BINDINGS_MAX, "variables");
        }
    }

    private void count(int actual, int max, String what, IntFunction<Span> span) {
        if (actual > max) {
            exceeded(span.apply(max), max, what);
        }
    }

    private void exceeded(Span span, int max, String what) {
        if (report.isEmpty()) {
            report.broken(
                    TypeRule.T63,
                    span,
                    "A query has at most " + max + " " + what + ".",
                    "Make several queries of it, or give lists as parameters.");
        }
    }
}

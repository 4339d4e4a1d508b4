package org.omnigraph.catalog.format;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.omnigraph.catalog.lexing.Span;
import org.omnigraph.catalog.lexing.TokenKind;
import org.omnigraph.catalog.query.ast.Body;
import org.omnigraph.catalog.query.ast.Clause;
import org.omnigraph.catalog.query.ast.Mutation;
import org.omnigraph.catalog.query.ast.Ordering;
import org.omnigraph.catalog.query.ast.Param;
import org.omnigraph.catalog.query.ast.Projection;
import org.omnigraph.catalog.query.ast.QueryAnnotation;
import org.omnigraph.catalog.query.ast.QueryDecl;
import org.omnigraph.catalog.query.ast.QueryFile;

/// The lines of a `.gq` file: one clause, section or statement a line; short blocks on one.
final class QueryLayout {
    private final Tokens tokens;
    private final Layout layout;

    private QueryLayout(Tokens tokens) {
        this.tokens = tokens;
        this.layout = new Layout(tokens);
    }

    static Layout of(Tokens tokens, QueryFile file) {
        QueryLayout lines = new QueryLayout(tokens);
        file.queries().forEach(lines::query);
        return lines.layout;
    }

    private void query(QueryDecl query) {
        int start = tokens.at(query.span());
        layout.top(start);
        List<Integer> annotations = starts(query.annotations(), QueryAnnotation::span);
        int params = start + 2;
        int open = tokens.partner(params) + 1;
        if (!annotations.isEmpty()) {
            layout.trailing(start, annotations, annotations.getLast(), 0);
            open = tokens.partner(annotations.getLast() + 2) + 1;
        }
        layout.bracket(params, starts(query.params(), Param::span), 0, false);
        switch (query.body()) {
            case Body.Read read -> read(read, open);
            case Body.Write write -> {
                layout.bracket(open, starts(write.statements(), Mutation::span), 0, true);
                write.statements().forEach(this::mutation);
            }
        }
    }

    private void read(Body.Read read, int open) {
        int match = open + 1;
        int returns = tokens.partner(match + 1) + 1;
        int next = tokens.partner(returns + 1) + 1;
        List<Integer> sections = new ArrayList<>(List.of(match, returns));
        int order = next;
        if (!read.ordering().isEmpty()) {
            sections.add(order);
            next = tokens.partner(order + 1) + 1;
        }
        if (read.hasLimit()) {
            sections.add(next);
        }
        layout.bracket(open, sections, 0, true);
        clauses(read.match(), match + 1, 1);
        layout.bracket(returns + 1, starts(read.projections(), Projection::span), 1, false);
        if (!read.ordering().isEmpty()) {
            layout.bracket(order + 1, starts(read.ordering(), Ordering::span), 1, false);
        }
    }

    private void clauses(List<Clause> clauses, int open, int depth) {
        layout.bracket(open, starts(clauses, Clause::span), depth, false);
        for (Clause clause : clauses) {
            int start = tokens.at(clause.span());
            switch (clause) {
                case Clause.Negation negation -> clauses(negation.clauses(), start + 1, depth + 1);
                case Clause.Binding binding -> {
                    if (tokens.kind(start + 3) == TokenKind.BRACE_OPEN) {
                        layout.bracket(
                                start + 3, starts(binding.matches(), Clause.PropertyMatch::span), depth + 1, false);
                    }
                }
                case Clause.Traversal traversal -> {
                    if (traversal.hops().written()) {
                        layout.tight(tokens.at(traversal.hops().span()));
                    }
                }
                case Clause.Filter _, Clause.TextTest _ -> {
                    // Stands on its line as it is.
                }
            }
        }
    }

    private void mutation(Mutation mutation) {
        int start = tokens.at(mutation.span());
        switch (mutation) {
            case Mutation.Insert insert -> assignments(start + 2, insert.assignments());
            case Mutation.Update update -> assignments(start + 3, update.assignments());
            case Mutation.Delete _ -> {
                // Has no block.
            }
        }
    }

    private void assignments(int open, List<Mutation.Assignment> assignments) {
        layout.bracket(open, starts(assignments, Mutation.Assignment::span), 1, false);
    }

    private <T> List<Integer> starts(List<T> nodes, Function<T, Span> span) {
        return nodes.stream().map(node -> tokens.at(span.apply(node))).toList();
    }
}

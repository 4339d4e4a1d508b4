package org.omnigraph.catalog.query.ast;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;
import org.omnigraph.catalog.value.CalendarText;

/// Prints a tree as `.gq` source that parses to an equal tree.
final class QueryPrinter {
    private static final String INDENT = "    ";

    private final StringBuilder out = new StringBuilder();

    private QueryPrinter() {}

    static String print(QueryFile file) {
        QueryPrinter printer = new QueryPrinter();
        String separator = "";
        for (QueryDecl query : file.queries()) {
            printer.out.append(separator);
            printer.query(query);
            separator = "\n";
        }
        return printer.out.toString();
    }

    static String print(QueryDecl query) {
        QueryPrinter printer = new QueryPrinter();
        printer.query(query);
        return printer.out.toString();
    }

    private void query(QueryDecl query) {
        out.append("query ").append(query.name().text()).append('(');
        out.append(query.params().stream()
                .map(p -> p.variable() + ": " + p.spelling())
                .collect(Collectors.joining(", ")));
        out.append(')');
        for (QueryAnnotation annotation : query.annotations()) {
            out.append(" @").append(annotation.kind().word()).append('(');
            out.append(quote(annotation.text())).append(')');
        }
        out.append(" {\n");
        switch (query.body()) {
            case Body.Read read -> read(read);
            case Body.Write write -> write.statements().forEach(this::mutation);
        }
        out.append("}\n");
    }

    private void read(Body.Read read) {
        out.append(INDENT).append("match {\n");
        clauses(read.match(), 2);
        out.append(INDENT).append("}\n");
        out.append(INDENT).append("return {\n");
        for (Projection projection : read.projections()) {
            out.append(INDENT).append(INDENT).append(expr(projection.expr()));
            if (projection.alias().isPresent()) {
                out.append(" as ").append(projection.alias().text());
            }
            // The comma keeps an item from being read together with the next one.
            out.append(",\n");
        }
        out.append(INDENT).append("}\n");
        if (!read.ordering().isEmpty()) {
            out.append(INDENT).append("order { ");
            out.append(read.ordering().stream().map(QueryPrinter::ordering).collect(Collectors.joining(", ")));
            out.append(" }\n");
        }
        if (read.hasLimit()) {
            out.append(INDENT).append("limit ").append(read.limit()).append('\n');
        }
    }

    private void clauses(List<Clause> clauses, int depth) {
        for (Clause clause : clauses) {
            indent(depth);
            switch (clause) {
                case Clause.Negation negation -> {
                    out.append("not {\n");
                    clauses(negation.clauses(), depth + 1);
                    indent(depth);
                    out.append("}");
                }
                case Clause.Binding binding -> out.append(binding(binding));
                case Clause.Traversal traversal -> out.append(traversal(traversal));
                case Clause.Filter f ->
                    out.append(expr(f.left()))
                            .append(' ')
                            .append(f.operator().spelling())
                            .append(' ')
                            .append(expr(f.right()));
                case Clause.TextTest test -> out.append(expr(test.call()));
            }
            out.append('\n');
        }
    }

    private void indent(int depth) {
        out.repeat(INDENT, Math.min(depth, 20));
    }

    private static String binding(Clause.Binding binding) {
        String head = binding.variable() + ": " + binding.type().text();
        if (binding.matches().isEmpty()) {
            return head;
        }
        return binding.matches().stream()
                .map(m -> m.property().text() + ": " + expr(m.value()))
                .collect(Collectors.joining(", ", head + " { ", " }"));
    }

    private static String traversal(Clause.Traversal t) {
        StringBuilder text = new StringBuilder().append(t.left()).append(' ');
        if (t.edgeVariable().isPresent()) {
            text.append(t.edgeVariable()).append(": ");
        }
        text.append(t.undirected() ? "<" + t.edge().text() + ">" : t.edge().text());
        if (t.hops().written()) {
            text.append('{').append(t.hops().min()).append(',');
            if (t.hops().max() != Clause.Hops.NO_MAX) {
                text.append(t.hops().max());
            }
            text.append('}');
        }
        return text.append(' ').append(t.right()).toString();
    }

    private static String ordering(Ordering ordering) {
        return switch (ordering.direction()) {
            case UNWRITTEN -> expr(ordering.expr());
            case ASC -> expr(ordering.expr()) + " asc";
            case DESC -> expr(ordering.expr()) + " desc";
        };
    }

    private void mutation(Mutation mutation) {
        out.append(INDENT);
        switch (mutation) {
            case Mutation.Insert insert -> {
                out.append("insert ").append(insert.type().text());
                assignments(insert.assignments());
            }
            case Mutation.Update update -> {
                out.append("update ").append(update.type().text()).append(" set");
                assignments(update.assignments());
                predicate(update.predicate());
            }
            case Mutation.Delete delete -> {
                out.append("delete ").append(delete.type().text());
                predicate(delete.predicate());
            }
        }
        out.append('\n');
    }

    private void assignments(List<Mutation.Assignment> assignments) {
        out.append(" {\n");
        for (Mutation.Assignment assignment : assignments) {
            out.append(INDENT).append(INDENT).append(assignment.property().text());
            out.append(": ").append(expr(assignment.value())).append(",\n");
        }
        out.append(INDENT).append('}');
    }

    private void predicate(Mutation.Predicate predicate) {
        out.append(" where ").append(predicate.property().text()).append(' ');
        out.append(predicate.operator().spelling()).append(' ').append(expr(predicate.value()));
    }

    /// An expression as source text.
    static String expr(Expr expr) {
        return switch (expr) {
            case Expr.Now _ -> "now()";
            case Expr.VariableRef ref -> ref.variable().toString();
            case Expr.LiteralExpr literal -> literal(literal.literal());
            case Expr.PropertyRef ref -> ref.variable() + "." + ref.property().text();
            case Expr.AliasRef ref -> ref.alias().text();
            case Expr.Aggregate a -> a.function().word() + "(" + expr(a.argument()) + ")";
            case Expr.Nearest n ->
                "nearest(" + n.variable() + "." + n.property().text() + ", " + expr(n.query()) + ")";
            case Expr.Bm25 b -> "bm25(" + expr(b.field()) + ", " + expr(b.text()) + ")";
            case Expr.Rrf r -> "rrf(" + expr(r.first()) + ", " + expr(r.second()) + extra(r.k()) + ")";
            case Expr.TextCall t ->
                t.function().word() + "(" + expr(t.field()) + ", " + expr(t.text()) + extra(t.maxEdits()) + ")";
        };
    }

    private static String extra(Expr.Extra extra) {
        return switch (extra) {
            case Expr.Extra.Omitted _ -> "";
            case Expr.Extra.Given(Expr given) -> ", " + expr(given);
        };
    }

    /// A literal as source text.
    static String literal(Literal literal) {
        return switch (literal) {
            case Literal.StringLiteral s -> quote(s.value());
            case Literal.IntegerLiteral i -> Long.toString(i.value());
            case Literal.FloatLiteral f -> decimal(f.value());
            case Literal.BoolLiteral b -> Boolean.toString(b.value());
            case Literal.DateLiteral d -> "date(\"" + CalendarText.date(d.epochDays()) + "\")";
            case Literal.DateTimeLiteral t -> "datetime(\"" + CalendarText.dateTime(t.epochMillis()) + "\")";
            case Literal.ListLiteral l ->
                l.items().stream().map(QueryPrinter::literal).collect(Collectors.joining(", ", "[", "]"));
        };
    }

    private static String decimal(double value) {
        String plain = new BigDecimal(Double.toString(value)).toPlainString();
        String signed = value == 0 && 1 / value < 0 && !plain.startsWith("-") ? "-" + plain : plain;
        return signed.indexOf('.') >= 0 ? signed : signed + ".0";
    }

    private static String quote(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                default -> quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}

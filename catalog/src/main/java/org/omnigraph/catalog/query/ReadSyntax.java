package org.omnigraph.catalog.query;

import java.util.ArrayList;
import java.util.List;
import org.omnigraph.catalog.lexing.Token;
import org.omnigraph.catalog.lexing.TokenKind;
import org.omnigraph.catalog.query.ast.Body;
import org.omnigraph.catalog.query.ast.Clause;
import org.omnigraph.catalog.query.ast.Expr;
import org.omnigraph.catalog.query.ast.Name;
import org.omnigraph.catalog.query.ast.Ordering;
import org.omnigraph.catalog.query.ast.Projection;

/// The grammar of reads: `match`, `return`, `order`, `limit` (query-language.md §2, §3.4, §3.6).
final class ReadSyntax {
    private final SyntaxReader reader;
    private final ExpressionSyntax expressions;
    private final ClauseSyntax clauses;

    ReadSyntax(SyntaxReader reader, ExpressionSyntax expressions) {
        this.reader = reader;
        this.expressions = expressions;
        this.clauses = new ClauseSyntax(reader, expressions);
    }

    /// A read, at the word `match`, up to the `}` of the query, which is left. Goes on after errors in a section.
    Body.Read read() {
        reader.take();
        List<Clause> match = new ArrayList<>();
        section(() -> match.addAll(clauses.block("match")));
        List<Projection> projections = new ArrayList<>();
        section(() -> projections.addAll(returnSection()));
        List<Ordering> ordering = new ArrayList<>();
        if (reader.peek().isWord("order")) {
            section(() -> ordering.addAll(orderSection()));
        }
        long[] limit = {Body.Read.NO_LIMIT};
        if (reader.peek().isWord("limit")) {
            section(() -> limit[0] = limitSection());
        }
        section(this::end);
        return new Body.Read(match, projections, ordering, limit[0]);
    }

    private void section(Runnable section) {
        SyntaxReader.Place start = reader.place();
        try {
            section.run();
        } catch (SyntaxFault fault) {
            if (!reader.atSection() || reader.peek().start() == start.offset()) {
                reader.skipToSection(start);
            }
        }
    }

    private void end() {
        Token token = reader.peek();
        if (token.is(TokenKind.BRACE_CLOSE) || token.is(TokenKind.END) || reader.atQuery()) {
            return;
        }
        throw switch (token.text()) {
            case "insert", "update", "delete" ->
                reader.fault(
                        token,
                        "A query either reads (`match … return …`) or mutates, never both.",
                        "Make two queries of it.");
            case "order" -> reader.fault(token, "`order` stands once, after `return` and before `limit`.", "Move it.");
            case "match", "return", "limit" ->
                reader.fault(
                        token, "`" + token.text() + "` stands only once in a query.", "Remove it, or join the two.");
            default ->
                reader.unexpected("`order`, `limit` or `}`", SyntaxReader.didYouMean(token, List.of("order", "limit")));
        };
    }

    private List<Projection> returnSection() {
        Token word = reader.peek();
        if (!reader.takeWord("return")) {
            throw reader.unexpected("`return` after `match { … }`", SyntaxReader.didYouMean(word, List.of("return")));
        }
        Token open = reader.expect(TokenKind.BRACE_OPEN, "`{` after `return`");
        List<Projection> projections = new ArrayList<>();
        boolean whole = true;
        while (!reader.atBlockEnd()) {
            SyntaxReader.Place start = reader.place();
            try {
                projections.add(projection());
            } catch (SyntaxFault fault) {
                whole = false;
                reader.skipItem(start);
            }
        }
        if (projections.isEmpty() && whole && reader.peek().is(TokenKind.BRACE_CLOSE)) {
            reader.report(
                    open.span().to(reader.peek().span()),
                    "A `return` block needs at least one projection.",
                    "Return a property: `$x.name`.");
        }
        reader.closeBlock(open, "`return` block");
        return projections;
    }

    private Projection projection() {
        Token first = reader.peek();
        Expr expr = expressions.expression();
        Name alias = Name.NONE;
        if (reader.peek().isWord("as")) {
            reader.take();
            alias = reader.ident("an alias after `as`");
        }
        Projection projection = new Projection(expr, alias, reader.since(first.span()));
        if (ClauseSyntax.operator(reader.peek())
                .filter(o -> !reader.peek().is(TokenKind.IDENT))
                .isPresent()) {
            throw reader.fault(
                    reader.peek(), "A projection is no comparison.", "Test in `match`; `return` takes single values.");
        }
        reader.takeIf(TokenKind.COMMA);
        return projection;
    }

    private List<Ordering> orderSection() {
        reader.take();
        Token open = reader.expect(TokenKind.BRACE_OPEN, "`{` after `order`");
        List<Ordering> keys = new ArrayList<>();
        do {
            if (reader.peek().is(TokenKind.BRACE_CLOSE)) {
                throw reader.unexpected(
                        "a sort key",
                        keys.isEmpty() ? "Write for example `$x.name desc`." : "Remove the trailing comma.");
            }
            keys.add(ordering());
        } while (reader.takeIf(TokenKind.COMMA));
        if (!reader.peek().is(TokenKind.BRACE_CLOSE) && !reader.atBlockEnd()) {
            throw reader.unexpected("`,` or `}` after the sort key", "Sort keys are separated by commas.");
        }
        reader.closeBlock(open, "`order` block");
        return keys;
    }

    private Ordering ordering() {
        Token first = reader.peek();
        Expr expr = expressions.expression();
        Ordering.Direction direction = Ordering.Direction.UNWRITTEN;
        Token word = reader.peek();
        if (word.isWord("asc") || word.isWord("desc")) {
            reader.take();
            direction = word.isWord("asc") ? Ordering.Direction.ASC : Ordering.Direction.DESC;
            refuseDirection(expr, word);
        }
        return new Ordering(expr, direction, reader.since(first.span()));
    }

    private void refuseDirection(Expr expr, Token word) {
        switch (expr) {
            case Expr.Nearest _ ->
                reader.report(
                        word.span(),
                        "`nearest(…)` takes no direction: the nearest comes first.",
                        "Remove `" + word.text() + "`.");
            case Expr.Bm25 _, Expr.Rrf _ -> {
                if (word.isWord("asc")) {
                    reader.report(word.span(), "A rank sorts best first.", "Remove `asc`.");
                }
            }
            case Expr.Now _,
                    Expr.VariableRef _,
                    Expr.LiteralExpr _,
                    Expr.PropertyRef _,
                    Expr.AliasRef _,
                    Expr.Aggregate _,
                    Expr.TextCall _ -> {
                // Takes a direction.
            }
        }
    }

    private long limitSection() {
        reader.take();
        Token number = reader.expect(
                TokenKind.INTEGER, "an integer after `limit`", "`limit` takes an integer literal, no parameter.");
        return expressions.literals().integer(number);
    }
}

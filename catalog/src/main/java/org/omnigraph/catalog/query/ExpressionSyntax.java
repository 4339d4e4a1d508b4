package org.omnigraph.catalog.query;

import java.util.List;
import java.util.Locale;
import org.omnigraph.catalog.lexing.Token;
import org.omnigraph.catalog.lexing.TokenKind;
import org.omnigraph.catalog.query.ast.Expr;
import org.omnigraph.catalog.query.ast.Name;
import org.omnigraph.catalog.query.ast.Variable;

/// The grammar of expressions (query-language.md §2, §3.3).
final class ExpressionSyntax {
    private static final List<String> FUNCTIONS = List.of(
            "now",
            "nearest",
            "bm25",
            "rrf",
            "search",
            "match_text",
            "fuzzy",
            "count",
            "sum",
            "avg",
            "min",
            "max",
            "date",
            "datetime");

    private final SyntaxReader reader;
    private final LiteralSyntax literals;

    ExpressionSyntax(SyntaxReader reader) {
        this.reader = reader;
        this.literals = new LiteralSyntax(reader);
    }

    LiteralSyntax literals() {
        return literals;
    }

    Expr expression() {
        Token token = reader.peek();
        if (literals.startsHere()) {
            return new Expr.LiteralExpr(literals.literal());
        }
        return switch (token.kind()) {
            case VARIABLE -> variableOrProperty();
            case IDENT -> reader.peekIs(1, TokenKind.PAREN_OPEN) ? call() : alias();
            default -> throw reader.unexpected("an expression", expressionHelp(token));
        };
    }

    /// What binding braces, assignments and predicates take: a literal, a variable or `now()`.
    Expr.Value value() {
        Token token = reader.peek();
        if (literals.startsHere()) {
            return new Expr.LiteralExpr(literals.literal());
        }
        if (token.is(TokenKind.VARIABLE)) {
            Variable variable = reader.variable("a value");
            if (reader.peek().is(TokenKind.DOT)) {
                throw reader.fault(
                        reader.peek(),
                        "A property cannot be read here: a value is a literal, a parameter or `now()`.",
                        "In `match`, compare two properties with a filter: `$a.x = $b.y`.");
            }
            return new Expr.VariableRef(variable);
        }
        if (token.isWord("now") && reader.peekIs(1, TokenKind.PAREN_OPEN)) {
            return now();
        }
        throw reader.unexpected("a value (a literal, a parameter or `now()`)", expressionHelp(token));
    }

    /// True at a text test's call.
    boolean textTestHere() {
        Token token = reader.peek();
        return reader.peekIs(1, TokenKind.PAREN_OPEN)
                && (token.isWord("search") || token.isWord("match_text") || token.isWord("fuzzy"));
    }

    Expr.TextCall textCall() {
        Token word = reader.take();
        Expr.TextFunction function = Expr.TextFunction.valueOf(word.text().toUpperCase(Locale.ROOT));
        open(word);
        Expr field = expression();
        comma(word);
        Expr text = expression();
        Expr.Extra edits = function == Expr.TextFunction.FUZZY ? extra() : new Expr.Extra.Omitted();
        close(word);
        return new Expr.TextCall(function, field, text, edits, reader.since(word.span()));
    }

    private static String expressionHelp(Token token) {
        return token.is(TokenKind.TYPE_NAME) ? "Strings stand in double quotes, variables start with `$`." : "";
    }

    private Expr variableOrProperty() {
        Variable variable = reader.variable("a variable");
        if (!reader.takeIf(TokenKind.DOT)) {
            return new Expr.VariableRef(variable);
        }
        Name property = reader.ident("a property name after `.`");
        return new Expr.PropertyRef(variable, property, reader.since(variable.span()));
    }

    private Expr alias() {
        Token word = reader.take();
        return new Expr.AliasRef(new Name(word.text(), word.span()));
    }

    private Expr call() {
        Token word = reader.peek();
        return switch (word.text()) {
            case "now" -> now();
            case "nearest" -> nearest();
            case "bm25" -> bm25();
            case "rrf" -> rrf();
            case "search", "match_text", "fuzzy" -> textCall();
            case "count", "sum", "avg", "min", "max" -> aggregate();
            default ->
                throw reader.fault(
                        word,
                        "There is no function " + word.describe() + ".",
                        SyntaxReader.didYouMean(word, FUNCTIONS));
        };
    }

    private Expr.Now now() {
        Token word = reader.take();
        reader.take();
        reader.expect(TokenKind.PAREN_CLOSE, "`)`: `now()` takes no argument");
        return new Expr.Now(reader.since(word.span()));
    }

    private Expr.Nearest nearest() {
        Token word = reader.take();
        open(word);
        Variable variable = reader.variable("the property to search, like `$x.embedding`, in `nearest(…)`");
        reader.expect(TokenKind.DOT, "`.` and a property name");
        Name property = reader.ident("a property name after `.`");
        comma(word);
        Expr query = expression();
        close(word);
        return new Expr.Nearest(variable, property, query, reader.since(word.span()));
    }

    private Expr.Bm25 bm25() {
        Token word = reader.take();
        open(word);
        Expr field = expression();
        comma(word);
        Expr text = expression();
        close(word);
        return new Expr.Bm25(field, text, reader.since(word.span()));
    }

    private Expr.Rrf rrf() {
        Token word = reader.take();
        open(word);
        Expr.Rank first = arm();
        comma(word);
        Expr.Rank second = arm();
        Expr.Extra k = extra();
        close(word);
        return new Expr.Rrf(first, second, k, reader.since(word.span()));
    }

    private Expr.Rank arm() {
        if (reader.peek().isWord("nearest") && reader.peekIs(1, TokenKind.PAREN_OPEN)) {
            return nearest();
        }
        if (reader.peek().isWord("bm25") && reader.peekIs(1, TokenKind.PAREN_OPEN)) {
            return bm25();
        }
        throw reader.unexpected("`nearest(…)` or `bm25(…)` as an arm of `rrf(…)`", "");
    }

    private Expr.Aggregate aggregate() {
        Token word = reader.take();
        Expr.AggregateFunction function =
                Expr.AggregateFunction.valueOf(word.text().toUpperCase(Locale.ROOT));
        open(word);
        if (reader.peek().is(TokenKind.PAREN_CLOSE)) {
            throw reader.unexpected(
                    "an expression in `" + word.text() + "(…)`",
                    "To count assignments, count a variable: `count($x)`.");
        }
        Expr argument = expression();
        close(word);
        return new Expr.Aggregate(function, argument, reader.since(word.span()));
    }

    private Expr.Extra extra() {
        return reader.takeIf(TokenKind.COMMA) ? new Expr.Extra.Given(expression()) : new Expr.Extra.Omitted();
    }

    private void open(Token word) {
        reader.enter(word);
        reader.expect(TokenKind.PAREN_OPEN, "`(`");
    }

    private void comma(Token word) {
        reader.expect(TokenKind.COMMA, "`,` between the arguments of `" + word.text() + "(…)`");
    }

    private void close(Token word) {
        reader.expect(TokenKind.PAREN_CLOSE, "`)` after the arguments of `" + word.text() + "(…)`");
        reader.leave();
    }
}

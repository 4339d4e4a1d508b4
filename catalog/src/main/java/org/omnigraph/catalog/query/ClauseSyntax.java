package org.omnigraph.catalog.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.omnigraph.catalog.lexing.Span;
import org.omnigraph.catalog.lexing.Token;
import org.omnigraph.catalog.lexing.TokenKind;
import org.omnigraph.catalog.query.ast.Clause;
import org.omnigraph.catalog.query.ast.Expr;
import org.omnigraph.catalog.query.ast.Name;
import org.omnigraph.catalog.query.ast.Operator;
import org.omnigraph.catalog.query.ast.Variable;

/// The grammar of match clauses (query-language.md §2, §3.1-§3.5).
final class ClauseSyntax {
    private static final Optional<Operator> EQ = Optional.of(Operator.EQ);
    private static final Optional<Operator> NE = Optional.of(Operator.NE);
    private static final Optional<Operator> LT = Optional.of(Operator.LT);
    private static final Optional<Operator> LE = Optional.of(Operator.LE);
    private static final Optional<Operator> GT = Optional.of(Operator.GT);
    private static final Optional<Operator> GE = Optional.of(Operator.GE);
    private static final Optional<Operator> CONTAINS = Optional.of(Operator.CONTAINS);
    private static final Optional<Operator> STARTS_WITH = Optional.of(Operator.STARTS_WITH);

    private final SyntaxReader reader;
    private final ExpressionSyntax expressions;

    ClauseSyntax(SyntaxReader reader, ExpressionSyntax expressions) {
        this.reader = reader;
        this.expressions = expressions;
    }

    /// `{ clause … }`, the brace not yet taken.
    List<Clause> block(String what) {
        Token open = reader.expect(TokenKind.BRACE_OPEN, "`{` after `" + what + "`");
        List<Clause> clauses = new ArrayList<>();
        boolean whole = true;
        while (!reader.atBlockEnd()) {
            SyntaxReader.Place start = reader.place();
            try {
                clauses.add(clause());
            } catch (SyntaxFault fault) {
                whole = false;
                reader.skipItem(start);
            }
        }
        if (clauses.isEmpty() && whole && reader.peek().is(TokenKind.BRACE_CLOSE)) {
            reader.report(
                    open.span().to(reader.peek().span()),
                    "A `" + what + "` block needs at least one clause.",
                    "Bind a variable: `$x: Type`.");
        }
        reader.closeBlock(open, "`" + what + "` block");
        return clauses;
    }

    private Clause clause() {
        Token token = reader.peek();
        if (token.isWord("not") && reader.peekIs(1, TokenKind.BRACE_OPEN)) {
            return negation();
        }
        if (token.isWord("not") && reader.peekIs(1, TokenKind.VARIABLE)) {
            throw reader.fault(reader.peek(1), "`not` takes a block.", "Write `not { … }`.");
        }
        if (token.is(TokenKind.VARIABLE)) {
            return afterVariable();
        }
        if (expressions.textTestHere()) {
            Expr.TextCall call = expressions.textCall();
            return operatorHere().isPresent() ? filter(call) : new Clause.TextTest(call, call.span());
        }
        if (token.is(TokenKind.COMMA)) {
            throw reader.fault(token, "Clauses are not separated by commas.", "Remove the comma.");
        }
        if ((token.isWord("and") || token.isWord("or"))
                && operator(reader.peek(1)).isEmpty()) {
            throw reader.fault(
                    token,
                    "Clauses stand one after the other and all hold; there is no `" + token.text() + "`.",
                    token.isWord("and") ? "Remove it." : "Write a query for each case.");
        }
        return filter(expressions.expression());
    }

    private Clause negation() {
        Token word = reader.take();
        reader.enter(word);
        List<Clause> clauses = block("not");
        reader.leave();
        return new Clause.Negation(clauses, reader.since(word.span()));
    }

    private Clause afterVariable() {
        Token next = reader.peek(1);
        return switch (next.kind()) {
            case COLON -> binding();
            case DOT, EQUAL, NOT_EQUAL, LESS_EQUAL, GREATER, GREATER_EQUAL -> filter(expressions.expression());
            case LESS -> undirectedAt(1) ? traversal() : filter(expressions.expression());
            case VARIABLE -> edgeBinding();
            case IDENT -> textOperatorAt(1) ? filter(expressions.expression()) : traversal();
            case TYPE_NAME -> throw edgeInCapitals(next);
            default -> {
                Token variable = reader.take();
                throw reader.unexpected(
                        "what is said of " + variable.describe() + ": a binding `$x: Type`, a traversal `$x edge $y`, "
                                + "or a filter `$x.property = …`",
                        "");
            }
        };
    }

    private SyntaxFault edgeInCapitals(Token word) {
        return reader.fault(
                word,
                "Expected an edge word, found " + word.describe() + ".",
                "Edge names are written in lower case here: `" + SyntaxReader.lowerFirst(word.text()) + "`.");
    }

    /// `contains` or `starts_with` as an operator, not as an edge word (query-language.md §3.1).
    private boolean textOperatorAt(int distance) {
        Token word = reader.peek(distance);
        if (!word.isWord("contains") && !word.isWord("starts_with")) {
            return false;
        }
        int variableAt = distance + boundsLength(distance + 1) + 1;
        return !reader.peekIs(variableAt, TokenKind.VARIABLE) || reader.peekIs(variableAt + 1, TokenKind.DOT);
    }

    /// `<` ident `>`, optional bounds, a variable. A capital letter counts too, so that it can be explained.
    private boolean undirectedAt(int distance) {
        boolean word = reader.peekIs(distance + 1, TokenKind.IDENT) || reader.peekIs(distance + 1, TokenKind.TYPE_NAME);
        return word
                && reader.peekIs(distance + 2, TokenKind.GREATER)
                && reader.peekIs(distance + 3 + boundsLength(distance + 3), TokenKind.VARIABLE);
    }

    /// The number of tokens of the bounds that stand at this distance, 0 if there are none.
    private int boundsLength(int distance) {
        if (!reader.peekIs(distance, TokenKind.BRACE_OPEN)
                || !reader.peekIs(distance + 1, TokenKind.INTEGER)
                || !reader.peekIs(distance + 2, TokenKind.COMMA)) {
            return 0;
        }
        int close = reader.peekIs(distance + 3, TokenKind.INTEGER) ? distance + 4 : distance + 3;
        return reader.peekIs(close, TokenKind.BRACE_CLOSE) ? close - distance + 1 : 0;
    }

    private Clause binding() {
        Variable variable = reader.variable("a variable");
        reader.take();
        Name type = reader.typeName("a node type after `:`");
        List<Clause.PropertyMatch> matches = reader.peek().is(TokenKind.BRACE_OPEN) ? propertyMatches() : List.of();
        return new Clause.Binding(variable, type, matches, reader.since(variable.span()));
    }

    private List<Clause.PropertyMatch> propertyMatches() {
        Token open = reader.take();
        List<Clause.PropertyMatch> matches = new ArrayList<>();
        while (!reader.peek().is(TokenKind.BRACE_CLOSE)) {
            if (reader.atBlockEnd()) {
                reader.closeBlock(open, "binding");
            }
            Name property = reader.ident("a property name in the braces of a binding");
            reader.expect(TokenKind.COLON, "`:` after the property name", colonHelp());
            Expr.Value value = expressions.value();
            matches.add(new Clause.PropertyMatch(property, value, reader.since(property.span())));
            if (!reader.takeIf(TokenKind.COMMA) && !reader.peek().is(TokenKind.BRACE_CLOSE)) {
                throw reader.unexpected("`,` or `}` in the braces of a binding", "");
            }
        }
        reader.take();
        return matches;
    }

    private String colonHelp() {
        return operatorHere().isPresent()
                ? "Braces test equality: `{ name: \"…\" }`. Write other tests as a filter: `$x.year > 1990`."
                : "";
    }

    private Clause edgeBinding() {
        boolean edgeFollows = reader.peekIs(2, TokenKind.COLON);
        if (edgeFollows && reader.peekIs(3, TokenKind.TYPE_NAME)) {
            throw edgeInCapitals(reader.peek(3));
        }
        if (!edgeFollows) {
            reader.take();
            throw reader.unexpected("an edge word between two variables", "Write `$a edge $b`, or `$a $e:edge $b`.");
        }
        return traversal();
    }

    private Clause traversal() {
        Variable left = reader.variable("a variable");
        Variable edgeVariable = Variable.NONE;
        if (reader.peek().is(TokenKind.VARIABLE)) {
            edgeVariable = reader.variable("an edge variable");
            reader.expect(TokenKind.COLON, "`:` after the edge variable");
        }
        boolean undirected = reader.takeIf(TokenKind.LESS);
        Name edge = edgeWord();
        if (undirected) {
            reader.expect(TokenKind.GREATER, "`>` after the edge word");
        }
        Clause.Hops hops = reader.peek().is(TokenKind.BRACE_OPEN) ? hops() : Clause.Hops.ONE;
        String wanted = reader.peek().is(TokenKind.VARIABLE)
                ? "a variable"
                : "a variable after the edge word `" + edge.text() + "`";
        Variable right = reader.variable(wanted);
        Span span = reader.since(left.span());
        return new Clause.Traversal(left, edgeVariable, edge, undirected, hops, right, span);
    }

    private Name edgeWord() {
        Token word = reader.peek();
        if (word.is(TokenKind.TYPE_NAME)) {
            throw edgeInCapitals(word);
        }
        if (word.isWord("not")) {
            throw reader.fault(word, "`not` is never an edge word.", "Negate with a block: `not { $a edge $b }`.");
        }
        return reader.ident("an edge word");
    }

    private Clause.Hops hops() {
        Token open = reader.take();
        String help = "Write both bounds: `{1,3}`.";
        long min =
                expressions.literals().integer(reader.expect(TokenKind.INTEGER, "the smallest number of hops", help));
        reader.expect(TokenKind.COMMA, "`,` between the bounds", help);
        long max = reader.peek().is(TokenKind.INTEGER)
                ? expressions.literals().integer(reader.take())
                : Clause.Hops.NO_MAX;
        reader.expect(TokenKind.BRACE_CLOSE, "`}` after the bounds", help);
        return new Clause.Hops(true, min, max, reader.since(open.span()));
    }

    private Clause filter(Expr left) {
        Operator operator = operatorHere()
                .orElseThrow(() -> reader.unexpected(
                        "an operator (`=`, `!=`, `<`, `<=`, `>`, `>=`, `contains`, `starts_with`)", operatorHelp()));
        reader.take();
        if (reader.peek().is(TokenKind.EQUAL)) {
            throw reader.fault(reader.peek(), "There is no operator `==`.", "Write `=`.");
        }
        Expr right = expressions.expression();
        return new Clause.Filter(left, operator, right, left.span().to(right.span()));
    }

    private String operatorHelp() {
        String word = reader.peek().text();
        return switch (word) {
            case "is", "null", "not" -> "There is no null test.";
            default -> SyntaxReader.didYouMean(reader.peek(), List.of("contains", "starts_with"));
        };
    }

    /// The operator that stands here, not taken.
    private Optional<Operator> operatorHere() {
        return operator(reader.peek());
    }

    /// The operator that a token is.
    static Optional<Operator> operator(Token token) {
        return switch (token.kind()) {
            case EQUAL -> EQ;
            case NOT_EQUAL -> NE;
            case LESS -> LT;
            case LESS_EQUAL -> LE;
            case GREATER -> GT;
            case GREATER_EQUAL -> GE;
            case IDENT ->
                switch (token.text()) {
                    case "contains" -> CONTAINS;
                    case "starts_with" -> STARTS_WITH;
                    default -> Optional.empty();
                };
            default -> Optional.empty();
        };
    }
}

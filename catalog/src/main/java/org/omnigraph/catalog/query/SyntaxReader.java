package org.omnigraph.catalog.query;

import java.util.Collection;
import java.util.Optional;
import org.omnigraph.catalog.lexing.Lexer;
import org.omnigraph.catalog.lexing.Problems;
import org.omnigraph.catalog.lexing.SourceText;
import org.omnigraph.catalog.lexing.Span;
import org.omnigraph.catalog.lexing.Suggestion;
import org.omnigraph.catalog.lexing.Token;
import org.omnigraph.catalog.lexing.TokenCursor;
import org.omnigraph.catalog.lexing.TokenKind;
import org.omnigraph.catalog.query.ast.Name;
import org.omnigraph.catalog.query.ast.Variable;
import org.omnigraph.state.diagnostic.DiagnosticCode;

/// What all parts of the grammar share: taking expected tokens, reporting, going on after an error. Nesting is
/// bounded by [#NESTING_MAX], so recursion is too.
final class SyntaxReader {
    /// How deep blocks, calls and lists may stand in one another.
    static final int NESTING_MAX = 100;

    private final SourceText source;
    private final Problems problems;
    private final TokenCursor tokens;
    private int nesting;
    private int openBraces;
    private int reportedAt = -1;

    SyntaxReader(SourceText source) {
        this.source = source;
        this.problems = new Problems(source, DiagnosticCode.QUERY_PARSE_ERROR);
        this.tokens = new TokenCursor(new Lexer(source, problems));
    }

    SourceText source() {
        return source;
    }

    Problems problems() {
        return problems;
    }

    Token peek() {
        return tokens.peek();
    }

    Token peek(int distance) {
        return tokens.peek(distance);
    }

    boolean peekIs(int distance, TokenKind kind) {
        return tokens.peek(distance).is(kind);
    }

    Token take() {
        Token token = tokens.take();
        if (token.is(TokenKind.BRACE_OPEN)) {
            openBraces++;
        } else if (token.is(TokenKind.BRACE_CLOSE)) {
            openBraces--;
        }
        return token;
    }

    boolean takeIf(TokenKind kind) {
        if (peek().is(kind)) {
            take();
            return true;
        }
        return false;
    }

    /// Where an item of a block begins, for going on after an error in it.
    Place place() {
        return new Place(peek().start(), openBraces, nesting);
    }

    /// A place to go on from: the offset of the item's first token, how many braces were open before it, how deep it
    /// stands.
    record Place(int offset, int openBraces, int nesting) {}

    boolean takeWord(String word) {
        if (peek().isWord(word)) {
            take();
            return true;
        }
        return false;
    }

    /// The stretch from `first` to the token taken last.
    Span since(Span first) {
        return tokens.since(first);
    }

    Token expect(TokenKind kind, String expectation) {
        return expect(kind, expectation, "");
    }

    Token expect(TokenKind kind, String expectation, String help) {
        if (peek().is(kind)) {
            return take();
        }
        throw unexpected(expectation, help);
    }

    Name ident(String expectation) {
        Token token = peek();
        if (token.is(TokenKind.TYPE_NAME)) {
            throw unexpected(
                    expectation, "Such a name starts with a small letter: `" + lowerFirst(token.text()) + "`.");
        }
        Token taken = expect(TokenKind.IDENT, expectation);
        return new Name(taken.text(), taken.span());
    }

    Name typeName(String expectation) {
        Token token = peek();
        if (token.is(TokenKind.IDENT)) {
            throw unexpected(
                    expectation, "Type names start with a capital letter: `" + upperFirst(token.text()) + "`.");
        }
        Token taken = expect(TokenKind.TYPE_NAME, expectation);
        return new Name(taken.text(), taken.span());
    }

    Variable variable(String expectation) {
        Token token = peek();
        String help = token.is(TokenKind.IDENT) ? "Variables start with `$`: `$" + token.text() + "`." : "";
        Token taken = expect(TokenKind.VARIABLE, expectation, help);
        return new Variable(taken.text(), taken.span());
    }

    /// Reports a problem and goes on: the place can still be understood.
    void report(Span span, String message, String help) {
        problems.syntax(span, message, help);
    }

    void report(DiagnosticCode code, Span span, String message, String help) {
        problems.report(code, span, message, help);
    }

    /// Reports that the next token is not what was expected, at most once per place; what the lexer has reported is
    /// not reported again.
    SyntaxFault unexpected(String expectation, String help) {
        Token token = peek();
        reportOnce(token, "Expected " + expectation + ", found " + token.describe() + ".", help);
        return new SyntaxFault();
    }

    SyntaxFault fault(Token token, String message, String help) {
        reportOnce(token, message, help);
        return new SyntaxFault();
    }

    private void reportOnce(Token token, String message, String help) {
        if (!token.is(TokenKind.BAD) && token.start() != reportedAt) {
            problems.syntax(token.span(), message, help);
        }
        reportedAt = token.start();
    }

    /// Help for a word that is none of those allowed here.
    static String didYouMean(Token token, Collection<String> words) {
        Optional<String> nearest = token.is(TokenKind.IDENT) || token.is(TokenKind.TYPE_NAME)
                ? Suggestion.nearest(token.text(), words)
                : Optional.empty();
        return nearest.map(word -> "Did you mean `" + word + "`?").orElse("");
    }

    void enter(Token at) {
        if (nesting == NESTING_MAX) {
            throw fault(at, "This is nested deeper than " + NESTING_MAX + " levels.", "Split the query.");
        }
        nesting++;
    }

    void leave() {
        nesting--;
    }

    /// True at `query name (`, which nothing inside a query looks like.
    boolean atQuery() {
        return peek().isWord("query")
                && (peekIs(1, TokenKind.IDENT) || peekIs(1, TokenKind.TYPE_NAME))
                && peekIs(2, TokenKind.PAREN_OPEN);
    }

    /// True at the head of a section that follows a block of a read.
    boolean atSection() {
        Token token = peek();
        return ((token.isWord("return") || token.isWord("order")) && peekIs(1, TokenKind.BRACE_OPEN))
                || (token.isWord("limit") && peekIs(1, TokenKind.INTEGER));
    }

    /// True where a block certainly ends, be it with its brace or because the brace was forgotten.
    boolean atBlockEnd() {
        return peek().is(TokenKind.BRACE_CLOSE) || peek().is(TokenKind.END) || atQuery() || atSection();
    }

    /// Takes the `}` of a block, or says that it is missing.
    void closeBlock(Token open, String what) {
        if (!takeIf(TokenKind.BRACE_CLOSE)) {
            throw fault(
                    peek(),
                    "Expected `}`, found " + peek().describe() + ": this " + what + " was opened in line "
                            + source.position(open.span()).line() + " and is not closed.",
                    "Close it with `}`.");
        }
    }

    /// Goes on after an error in an item of a block: skips to the next line of that block, or to the block's end.
    void skipItem(Place item) {
        nesting = item.nesting();
        while (!peek().is(TokenKind.END) && !atQuery()) {
            Token token = peek();
            boolean here = openBraces <= item.openBraces();
            if (here
                    && (token.is(TokenKind.BRACE_CLOSE)
                            || atSection()
                            || (token.start() > item.offset() && beginsLine(token)))) {
                return;
            }
            take();
        }
    }

    /// Goes on after an error outside all blocks: skips to the next query.
    void skipToQuery() {
        nesting = 0;
        while (!peek().is(TokenKind.END) && !atQuery()) {
            take();
        }
        openBraces = 0;
    }

    /// Goes on after an error between sections: skips to the next section of this query or to its end.
    void skipToSection(Place section) {
        nesting = section.nesting();
        while (!peek().is(TokenKind.END) && !atQuery()) {
            boolean here = openBraces <= section.openBraces();
            if ((here && peek().is(TokenKind.BRACE_CLOSE)) || (atSection() && peek().start() > section.offset())) {
                return;
            }
            take();
        }
    }

    /// Goes on after an error in a statement: skips to the next one of this query or to its end.
    void skipStatement(Place statement, Collection<String> words) {
        nesting = statement.nesting();
        while (!peek().is(TokenKind.END) && !atQuery()) {
            Token token = peek();
            boolean begins = token.start() > statement.offset()
                    && token.is(TokenKind.IDENT)
                    && words.contains(token.text())
                    && peekIs(1, TokenKind.TYPE_NAME);
            if ((openBraces <= statement.openBraces() && token.is(TokenKind.BRACE_CLOSE)) || begins) {
                return;
            }
            take();
        }
    }

    private boolean beginsLine(Token token) {
        for (int i = tokens.lastTaken().end(); i < token.start(); i++) {
            if (source.text().charAt(i) == '\n') {
                return true;
            }
        }
        return false;
    }

    static String lowerFirst(String name) {
        return name.isEmpty() ? name : Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }

    static String upperFirst(String name) {
        return name.isEmpty() ? name : Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }
}

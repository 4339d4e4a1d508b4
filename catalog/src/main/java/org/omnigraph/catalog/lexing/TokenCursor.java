package org.omnigraph.catalog.lexing;

import java.util.ArrayDeque;
import java.util.Iterator;

/// The parser's view of the tokens: look ahead without consuming, take one at a time. Holds only the tokens that were
/// looked at and not yet taken, so memory does not grow with the file. Not safe for several threads.
public final class TokenCursor {
    private final Lexer lexer;
    private final ArrayDeque<Token> ahead = new ArrayDeque<>(8);
    private Span last = Span.NONE;

    public TokenCursor(Lexer lexer) {
        this.lexer = lexer;
    }

    /// The next token, not taken.
    public Token peek() {
        if (ahead.isEmpty()) {
            ahead.addLast(lexer.next());
        }
        return ahead.getFirst();
    }

    /// The token `distance` places after the next one, not taken: `peek(0)` is [#peek()]. Meant for small distances.
    public Token peek(int distance) {
        while (ahead.size() <= distance) {
            ahead.addLast(lexer.next());
        }
        Iterator<Token> tokens = ahead.iterator();
        for (int i = 0; i < distance; i++) {
            tokens.next();
        }
        return tokens.next();
    }

    /// Takes the next token. The end can be taken any number of times.
    public Token take() {
        Token token = peek();
        ahead.removeFirst();
        if (!token.is(TokenKind.END)) {
            last = token.span();
        }
        return token;
    }

    /// Takes the next token if it is of this kind.
    public boolean takeIf(TokenKind kind) {
        if (peek().is(kind)) {
            take();
            return true;
        }
        return false;
    }

    /// Takes one enum value (`a-b`, `7up`, `Draft`; schema-language.md §2) as one token of kind [TokenKind#IDENT]. If
    /// none stands here, the token has kind [TokenKind#BAD] and nothing is taken.
    public Token takeEnumValue() {
        Token first = peek();
        Token value = lexer.enumValueAt(first.start(), first.spaceBefore());
        if (!value.is(TokenKind.BAD)) {
            ahead.clear();
            last = value.span();
        }
        return value;
    }

    /// True if the next token is the end of a text whose last string or comment was never closed. The lexer has
    /// reported that; a parser that misses something here says nothing more.
    public boolean atTruncatedEnd() {
        return peek().is(TokenKind.END) && lexer.isTruncated();
    }

    /// Where the token stood that was taken last; [Span#NONE] before the first.
    public Span lastTaken() {
        return last;
    }
}

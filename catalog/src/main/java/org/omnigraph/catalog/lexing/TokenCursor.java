package org.omnigraph.catalog.lexing;

import java.util.Arrays;

/// The parser's view of the tokens: look ahead without consuming, take one at a time. Holds only the tokens that were
/// looked at and not yet taken, so memory does not grow with the file. Not safe for several threads.
public final class TokenCursor {
    private final Lexer lexer;
    /// The tokens looked at and not yet taken: `count` of them from `first` on, around the end. A power of two long.
    private Token[] ahead = new Token[8];

    private int first;
    private int count;
    private int lastStart;
    private int lastEnd;

    public TokenCursor(Lexer lexer) {
        this.lexer = lexer;
    }

    private void read() {
        if (count == ahead.length) {
            Token[] larger = Arrays.copyOf(ahead, 2 * count);
            for (int i = 0; i < count; i++) {
                larger[i] = ahead[(first + i) & (count - 1)];
            }
            ahead = larger;
            first = 0;
        }
        ahead[(first + count++) & (ahead.length - 1)] = lexer.next();
    }

    /// The next token, not taken.
    public Token peek() {
        if (count == 0) {
            read();
        }
        return ahead[first];
    }

    /// The token `distance` places after the next one, not taken: `peek(0)` is [#peek()]. Meant for small distances.
    public Token peek(int distance) {
        while (count <= distance) {
            read();
        }
        return ahead[(first + distance) & (ahead.length - 1)];
    }

    /// Takes the next token. The end can be taken any number of times.
    public Token take() {
        Token token = peek();
        first = (first + 1) & (ahead.length - 1);
        count--;
        if (!token.is(TokenKind.END)) {
            lastStart = token.start();
            lastEnd = token.end();
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
            count = 0;
            lastStart = value.start();
            lastEnd = value.end();
        }
        return value;
    }

    /// True if the next token is the end of a text whose last string or comment was never closed. The lexer has
    /// reported that; a parser that misses something here says nothing more.
    public boolean atTruncatedEnd() {
        return peek().is(TokenKind.END) && lexer.isTruncated();
    }

    /// The stretch from `first` to the end of the token that was taken last.
    public Span since(Span first) {
        return new Span(first.start(), Math.max(first.end(), lastEnd));
    }

    /// Where the token stood that was taken last; [Span#NONE] before the first.
    public Span lastTaken() {
        return new Span(lastStart, lastEnd);
    }
}

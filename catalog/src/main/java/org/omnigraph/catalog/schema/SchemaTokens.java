package org.omnigraph.catalog.schema;

import org.omnigraph.catalog.lexing.Problems;
import org.omnigraph.catalog.lexing.Span;
import org.omnigraph.catalog.lexing.Token;
import org.omnigraph.catalog.lexing.TokenCursor;
import org.omnigraph.catalog.lexing.TokenKind;

/// The tokens of a `.pg` file as its parser takes them, with the complaints about them.
final class SchemaTokens {
    private final TokenCursor cursor;
    private final Problems problems;

    SchemaTokens(TokenCursor cursor, Problems problems) {
        this.cursor = cursor;
        this.problems = problems;
    }

    Token peek() {
        return cursor.peek();
    }

    Token peek(int distance) {
        return cursor.peek(distance);
    }

    Token take() {
        return cursor.take();
    }

    boolean takeIf(TokenKind kind) {
        return cursor.takeIf(kind);
    }

    Token takeEnumValue() {
        return cursor.takeEnumValue();
    }

    Span lastTaken() {
        return cursor.lastTaken();
    }

    /// Takes a token of this kind, or reports that it is missing.
    boolean expect(TokenKind kind) {
        if (cursor.takeIf(kind)) {
            return true;
        }
        unexpected(kind.description(), "");
        return false;
    }

    /// Reports the next token as not what the grammar asks for; says nothing where the lexer has spoken.
    void unexpected(String expected, String help) {
        Token token = cursor.peek();
        if (!token.is(TokenKind.BAD) && !cursor.atTruncatedEnd()) {
            problems.syntax(token.span(), "Expected " + expected + ", but here is " + token.describe() + ".", help);
        }
    }

    void report(Span span, String message, String help) {
        problems.syntax(span, message, help);
    }

    /// True before `interface`, `node` or `edge` with a type name: no member of a body begins so.
    boolean atDeclaration() {
        Token token = cursor.peek();
        return (token.isWord("node") || token.isWord("edge") || token.isWord("interface"))
                && cursor.peek(1).is(TokenKind.TYPE_NAME);
    }

    /// True where a body goes on: at a property, a constraint or the end of the body.
    boolean atMember() {
        Token token = cursor.peek();
        return switch (token.kind()) {
            case BRACE_CLOSE, AT -> true;
            case IDENT -> cursor.peek(1).is(TokenKind.COLON);
            default -> false;
        };
    }

    /// Skips what a syntax error left, up to where the body or the file can go on.
    void skipToMember() {
        while (!atMember() && !atDeclaration() && !cursor.peek().is(TokenKind.END)) {
            cursor.take();
        }
    }
}

package org.omnigraph.catalog.format;

import org.omnigraph.catalog.lexing.TokenKind;

/// What stands between two tokens of one line: a space or nothing. Adds and drops only what the lexer does not see.
final class Spacing {
    private final Tokens tokens;
    private final Layout layout;
    private final boolean spacedEquals;

    /// @param spacedEquals true where `=` is a comparison, false where it names an argument
    Spacing(Tokens tokens, Layout layout, boolean spacedEquals) {
        this.tokens = tokens;
        this.layout = layout;
        this.spacedEquals = spacedEquals;
    }

    /// How wide a token is on an unbroken line, with what stands before it.
    int width(int index) {
        int width = codePoints(tokens.text(index)) + (isSpaced(index) ? 1 : 0);
        for (Comment comment : tokens.gapBefore(index).comments()) {
            width += codePoints(comment.text()) + 1;
        }
        return width;
    }

    private static int codePoints(String text) {
        return text.codePointCount(0, text.length());
    }

    /// True if a space belongs before this token where it does not begin a line.
    boolean isSpaced(int index) {
        TokenKind before = tokens.kind(index - 1);
        TokenKind after = tokens.kind(index);
        if (layout.isTight(index)) {
            return false;
        }
        return switch (after) {
            case PAREN_OPEN, PAREN_CLOSE, BRACKET_CLOSE, COMMA, DOT, DOT_DOT, QUESTION, COLON -> false;
            case BRACE_CLOSE -> before != TokenKind.BRACE_OPEN;
            case EQUAL -> spacedEquals;
            case GREATER -> !isEdgeWord(index - 1);
            default -> !sticks(index - 1);
        };
    }

    /// True if a token has no space behind it.
    private boolean sticks(int index) {
        return switch (tokens.kind(index)) {
            case PAREN_OPEN, BRACKET_OPEN, DOT, DOT_DOT, AT, MINUS -> true;
            case EQUAL -> !spacedEquals;
            case LESS -> isEdgeWord(index + 1);
            case COLON -> isEdgeBinding(index);
            default -> false;
        };
    }

    /// True in `$a <knows> $b`.
    private boolean isEdgeWord(int index) {
        return tokens.kind(index - 1) == TokenKind.LESS
                && tokens.kind(index) == TokenKind.IDENT
                && tokens.kind(index + 1) == TokenKind.GREATER;
    }

    /// True at the colon of `$a $w:knows $b`.
    private boolean isEdgeBinding(int colon) {
        return tokens.kind(colon - 1) == TokenKind.VARIABLE
                && (tokens.kind(colon + 1) == TokenKind.IDENT || tokens.kind(colon + 1) == TokenKind.LESS);
    }
}

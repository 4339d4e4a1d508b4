package org.omnigraph.catalog.lexing;

/// One token.
///
/// @param text the token as written, except: a string's unescaped value, a variable's name without `$`
/// @param start offset of its first character in the source
/// @param end offset after its last character
/// @param spaceBefore true if white space or a comment stands between it and the token before (or the file's start)
public record Token(TokenKind kind, String text, int start, int end, boolean spaceBefore) {

    public Span span() {
        return new Span(start, end);
    }

    public boolean is(TokenKind other) {
        return kind == other;
    }

    /// True if this is a name with exactly this text: how keywords are recognised.
    public boolean isWord(String word) {
        return (kind == TokenKind.IDENT || kind == TokenKind.TYPE_NAME) && text.equals(word);
    }

    /// True if nothing stands between this token and the next one.
    public boolean touches(Token next) {
        return end == next.start;
    }

    /// How a message names this very token: `` `films` ``, `a string`, `the end of the file`.
    public String describe() {
        return switch (kind) {
            case TYPE_NAME, IDENT, INTEGER, FLOAT -> "`" + shortened(text) + "`";
            case VARIABLE -> "`$" + shortened(text) + "`";
            default -> kind.description();
        };
    }

    private static String shortened(String text) {
        return text.length() <= 60 ? text : text.substring(0, 57) + "…";
    }
}

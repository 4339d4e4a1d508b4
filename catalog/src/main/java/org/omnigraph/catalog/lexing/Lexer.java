package org.omnigraph.catalog.lexing;

/// Cuts a source text into tokens, on demand, for both languages (schema-language.md §1, query-language.md §1). Never
/// fails: what is no token is reported to [Problems] and comes out as [TokenKind#BAD], and the next token is tried
/// after it. Linear in the text, no recursion. Not safe for several threads.
public final class Lexer {
    /// How many names are remembered, so that one written again needs no second string; a power of two.
    private static final int NAMES_KEPT = 64;

    private final String text;
    private final String[] names = new String[NAMES_KEPT];
    private final Problems problems;
    private int at;
    private int reportedTo;
    private boolean truncated;

    public Lexer(SourceText source, Problems problems) {
        this.text = source.text();
        this.problems = problems;
        if (source.malformedAt() >= 0) {
            int offset = source.malformedAt();
            problems.syntax(
                    new Span(offset, Math.min(offset + 1, text.length())),
                    "The file is not UTF-8: here stand bytes that are no character.",
                    "Save the file as UTF-8 without a byte-order mark.");
        }
    }

    /// The next token; [TokenKind#END] at the end, however often it is asked.
    public Token next() {
        int before = at;
        skipSpace();
        boolean space = at > before || before == 0;
        if (at < text.length() && problems.giveUp()) {
            truncated = true;
            at = text.length();
        }
        if (at >= text.length()) {
            return new Token(TokenKind.END, "", text.length(), text.length(), space);
        }
        int start = at;
        char c = text.charAt(at);
        if (isUpper(c) || isNameStart(c)) {
            skipName();
            TokenKind kind = isUpper(c) ? TokenKind.TYPE_NAME : TokenKind.IDENT;
            return new Token(kind, name(start), start, at, space);
        }
        if (isDigit(c)) {
            return number(start, space);
        }
        return switch (c) {
            case '"' -> string(start, space);
            case '$' -> variable(start, space);
            default -> punctuation(start, c, space);
        };
    }

    /// True once a string or comment without an end, or too many problems, have swallowed the rest of the text: that
    /// was reported, and that something is missing at the end needs no saying.
    boolean isTruncated() {
        return truncated;
    }

    /// Reads one enum value (`[A-Za-z0-9_-]+`, one token) that begins at `offset`, where a token begins; the next
    /// token is the one after it. Empty text and kind [TokenKind#BAD] if there is none; nothing is consumed then.
    Token enumValueAt(int offset, boolean spaceBefore) {
        int end = offset;
        while (end < text.length() && (isNamePart(text.charAt(end)) || text.charAt(end) == '-')) {
            end++;
        }
        if (end == offset) {
            return new Token(TokenKind.BAD, "", offset, offset, spaceBefore);
        }
        at = end;
        return new Token(TokenKind.IDENT, text.substring(offset, end), offset, end, spaceBefore);
    }

    private Token token(TokenKind kind, int start, boolean space) {
        return new Token(kind, text.substring(start, at), start, at, space);
    }

    /// The name or number from `start` to here.
    private String name(int start) {
        int length = at - start;
        int hash = 31 * (31 * length + text.charAt(start)) + text.charAt(at - 1) + 7 * text.charAt(start + length / 2);
        int slot = hash & (NAMES_KEPT - 1);
        String known = names[slot];
        if (known != null && known.length() == length && text.startsWith(known, start)) {
            return known;
        }
        String name = text.substring(start, at);
        names[slot] = name;
        return name;
    }

    private void skipSpace() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == ' ' || c == '\t' || c == '\r' || c == '\n') {
                at++;
            } else if (text.startsWith("//", at)) {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end + 1;
            } else if (text.startsWith("/*", at)) {
                int end = text.indexOf("*/", at + 2);
                if (end < 0) {
                    truncated = true;
                    report(at, at + 2, "This comment is never closed.", "Close it with `*/`.");
                }
                at = end < 0 ? text.length() : end + 2;
            } else {
                return;
            }
        }
    }

    private void skipName() {
        while (at < text.length() && isNamePart(text.charAt(at))) {
            at++;
        }
    }

    private void skipDigits() {
        while (at < text.length() && isDigit(text.charAt(at))) {
            at++;
        }
    }

    private Token number(int start, boolean space) {
        skipDigits();
        if (at + 1 < text.length() && text.charAt(at) == '.' && isDigit(text.charAt(at + 1))) {
            at++;
            skipDigits();
            return token(TokenKind.FLOAT, start, space);
        }
        return new Token(TokenKind.INTEGER, name(start), start, at, space);
    }

    private Token variable(int start, boolean space) {
        at++;
        if (at < text.length() && isNameStart(text.charAt(at))) {
            skipName();
            return new Token(TokenKind.VARIABLE, name(start + 1), start, at, space);
        }
        skipName();
        report(
                start,
                at,
                "A variable is `$` followed directly by a name that starts with a small letter or `_`.",
                "Write for example `$film`.");
        return token(TokenKind.BAD, start, space);
    }

    private Token string(int start, boolean space) {
        at++;
        int plainEnd = at;
        while (plainEnd < text.length() && text.charAt(plainEnd) != '"' && text.charAt(plainEnd) != '\\') {
            plainEnd++;
        }
        if (plainEnd < text.length() && text.charAt(plainEnd) == '"') {
            Token plain = new Token(TokenKind.STRING, text.substring(at, plainEnd), start, plainEnd + 1, space);
            at = plainEnd + 1;
            return plain;
        }
        StringBuilder value = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '"') {
                at++;
                return new Token(TokenKind.STRING, value.toString(), start, at, space);
            }
            if (c == '\\') {
                escape(value);
            } else {
                value.append(c);
                at++;
            }
        }
        truncated = true;
        report(start, start + 1, "This string is never closed.", "Close it with `\"`.");
        return new Token(TokenKind.STRING, value.toString(), start, at, space);
    }

    private void escape(StringBuilder value) {
        int start = at++;
        if (at == text.length()) {
            return;
        }
        int codePoint = text.codePointAt(at);
        at += Character.charCount(codePoint);
        switch (codePoint) {
            case '"', '\\' -> value.appendCodePoint(codePoint);
            case 'n' -> value.append('\n');
            case 'r' -> value.append('\r');
            case 't' -> value.append('\t');
            default -> {
                value.append(text, start, at);
                if (problems.giveUp()) {
                    return;
                }
                report(
                        start,
                        at,
                        "`\\" + shown(codePoint) + "` is no escape.",
                        "The escapes are `\\\"`, `\\\\`, `\\n`, `\\r` and `\\t`; write a backslash as `\\\\`.");
            }
        }
    }

    private Token punctuation(int start, char c, boolean space) {
        char following = at + 1 < text.length() ? text.charAt(at + 1) : '\0';
        TokenKind twin = twin(c, following);
        if (twin != TokenKind.BAD) {
            at += 2;
            return new Token(twin, twin.spelling(), start, at, space);
        }
        TokenKind single = single(c);
        if (single != TokenKind.BAD) {
            at++;
            return new Token(single, single.spelling(), start, at, space);
        }
        return bad(start, space);
    }

    private static TokenKind twin(char first, char second) {
        return switch (first) {
            case '-' -> second == '>' ? TokenKind.ARROW : TokenKind.BAD;
            case '<' -> second == '=' ? TokenKind.LESS_EQUAL : TokenKind.BAD;
            case '>' -> second == '=' ? TokenKind.GREATER_EQUAL : TokenKind.BAD;
            case '!' -> second == '=' ? TokenKind.NOT_EQUAL : TokenKind.BAD;
            case '.' -> second == '.' ? TokenKind.DOT_DOT : TokenKind.BAD;
            default -> TokenKind.BAD;
        };
    }

    private static TokenKind single(char c) {
        return switch (c) {
            case '{' -> TokenKind.BRACE_OPEN;
            case '}' -> TokenKind.BRACE_CLOSE;
            case '(' -> TokenKind.PAREN_OPEN;
            case ')' -> TokenKind.PAREN_CLOSE;
            case '[' -> TokenKind.BRACKET_OPEN;
            case ']' -> TokenKind.BRACKET_CLOSE;
            case ':' -> TokenKind.COLON;
            case ',' -> TokenKind.COMMA;
            case '.' -> TokenKind.DOT;
            case '@' -> TokenKind.AT;
            case '-' -> TokenKind.MINUS;
            case '<' -> TokenKind.LESS;
            case '>' -> TokenKind.GREATER;
            case '=' -> TokenKind.EQUAL;
            case '?' -> TokenKind.QUESTION;
            default -> TokenKind.BAD;
        };
    }

    /// A run of characters that begin no token: one problem, however long.
    private Token bad(int start, boolean space) {
        int first = text.codePointAt(start);
        while (at < text.length() && !beginsToken(at)) {
            at += Character.charCount(text.codePointAt(at));
        }
        if (at == start) {
            at++;
        }
        report(start, at, describe(first), helpFor(first));
        return token(TokenKind.BAD, start, space);
    }

    private boolean beginsToken(int offset) {
        char c = text.charAt(offset);
        char following = offset + 1 < text.length() ? text.charAt(offset + 1) : '\0';
        return isNamePart(c)
                || c == '"'
                || c == '$'
                || c == ' '
                || c == '\t'
                || c == '\r'
                || c == '\n'
                || (c == '/' && (following == '/' || following == '*'))
                || single(c) != TokenKind.BAD
                || twin(c, following) != TokenKind.BAD;
    }

    private static String describe(int codePoint) {
        return switch (codePoint) {
            case 0xFEFF -> "The file starts with a byte-order mark.";
            case '\'' -> "Strings stand in double quotes.";
            case '#' -> "`#` begins no comment here.";
            case ';' -> "Nothing is separated by `;` here.";
            default -> "`" + shown(codePoint) + "` means nothing here.";
        };
    }

    private static String helpFor(int codePoint) {
        return switch (codePoint) {
            case 0xFEFF -> "Save the file as UTF-8 without a byte-order mark.";
            case '\'' -> "Write `\"` instead of `'`.";
            case '#' -> "Begin a comment with `//`.";
            case ';' -> "Remove it.";
            default -> "";
        };
    }

    private static String shown(int codePoint) {
        return codePoint < 0x20 || codePoint == 0x7f || (codePoint > 0x7f && !Character.isLetterOrDigit(codePoint))
                ? String.format(java.util.Locale.ROOT, "U+%04X", codePoint)
                : Character.toString(codePoint);
    }

    private void report(int start, int end, String message, String help) {
        if (start >= reportedTo) {
            reportedTo = Math.max(end, start + 1);
            problems.syntax(new Span(start, Math.min(end, text.length())), message, help);
        }
    }

    private static boolean isUpper(char c) {
        return c >= 'A' && c <= 'Z';
    }

    private static boolean isNameStart(char c) {
        return (c >= 'a' && c <= 'z') || c == '_';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isNamePart(char c) {
        return isUpper(c) || isNameStart(c) || isDigit(c);
    }
}

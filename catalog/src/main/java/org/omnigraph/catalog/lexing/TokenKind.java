package org.omnigraph.catalog.lexing;

/// The kinds of token of both languages (schema-language.md §1, query-language.md §1). Keywords are names: the parser
/// decides by place, since no word is reserved.
public enum TokenKind {
    /// `[A-Z][A-Za-z0-9_]*`
    TYPE_NAME("a type name"),
    /// `[a-z_][A-Za-z0-9_]*`
    IDENT("a name"),
    /// `$` and a name; the token's text is the name without `$` (`$_` is `_`).
    VARIABLE("a variable"),
    /// A string; the token's text is the unescaped value.
    STRING("a string"),
    /// `[0-9]+`, of any length.
    INTEGER("an integer"),
    /// `[0-9]+ "." [0-9]+`.
    FLOAT("a number"),
    BRACE_OPEN("`{`"),
    BRACE_CLOSE("`}`"),
    PAREN_OPEN("`(`"),
    PAREN_CLOSE("`)`"),
    BRACKET_OPEN("`[`"),
    BRACKET_CLOSE("`]`"),
    COLON("`:`"),
    COMMA("`,`"),
    DOT("`.`"),
    DOT_DOT("`..`"),
    AT("`@`"),
    ARROW("`->`"),
    MINUS("`-`"),
    LESS("`<`"),
    LESS_EQUAL("`<=`"),
    GREATER("`>`"),
    GREATER_EQUAL("`>=`"),
    EQUAL("`=`"),
    NOT_EQUAL("`!=`"),
    QUESTION("`?`"),
    /// Characters that begin no token. Already reported by the lexer: a parser that meets one says nothing more.
    BAD("an unexpected character"),
    /// The end of the text; comes again and again.
    END("the end of the file");

    private final String description;
    private final String spelling;

    TokenKind(String description) {
        this.description = description;
        this.spelling = description.replace("`", "");
    }

    /// How punctuation is written; of use for no other kind.
    String spelling() {
        return spelling;
    }

    /// How a message names this kind: `` `{` ``, `a type name`.
    public String description() {
        return description;
    }
}

package org.omnigraph.authoring.language;

import java.util.Optional;
import java.util.Set;
import org.omnigraph.catalog.lexing.Token;
import org.omnigraph.catalog.lexing.TokenKind;
import org.omnigraph.catalog.schema.SchemaAst.Declaration;

/// What the names of a `.pg` text mean.
public final class SchemaSymbols {
    /// What stands before a bracket with names of properties in it.
    private static final Set<String> NAMING = Set.of("key", "unique", "index", "range", "check", "embed");

    private SchemaSymbols() {}

    /// What stands at an offset, and where it stands.
    public static Optional<Located> at(SchemaText text, int offset) {
        TokenList tokens = text.tokens();
        int i = tokens.touching(offset);
        if (i < 0) {
            return Optional.empty();
        }
        Token token = tokens.get(i);
        return symbol(text, i, token).map(found -> new Located(found, token.span()));
    }

    private static Optional<Symbol> symbol(SchemaText text, int i, Token token) {
        if (token.is(TokenKind.TYPE_NAME)) {
            return text.type(token.text()).map(Symbol.OfType::new);
        }
        boolean names = namesProperties(text.tokens(), i)
                && (token.is(TokenKind.IDENT)
                        || text.tokens().isWord(text.tokens().opening(i) - 1, "embed"));
        Optional<Declaration> within = text.declarationAt(token.start());
        if (names) {
            return within.flatMap(type -> text.property(type, token.text())).map(found -> found);
        }
        return within.flatMap(type -> type.properties().stream()
                .filter(property -> property.name().span().start() == token.start())
                .findFirst()
                .map(property -> new Symbol.OfProperty(type, type, property)));
    }

    /// True if the token stands in the bracket of a constraint.
    private static boolean namesProperties(TokenList tokens, int i) {
        return opensNames(tokens, tokens.opening(i));
    }

    /// True of the bracket of a constraint.
    static boolean opensNames(TokenList tokens, int open) {
        return tokens.is(open, TokenKind.PAREN_OPEN)
                && tokens.is(open - 2, TokenKind.AT)
                && NAMING.contains(tokens.get(open - 1).text());
    }
}

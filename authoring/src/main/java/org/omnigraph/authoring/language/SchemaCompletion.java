package org.omnigraph.authoring.language;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.omnigraph.catalog.lexing.Span;
import org.omnigraph.catalog.lexing.TokenKind;
import org.omnigraph.catalog.schema.SchemaAst.Declaration;

/// What could come next in a `.pg` text, decided by the tokens before the place.
public final class SchemaCompletion {
    private SchemaCompletion() {}

    /// The proposals for an offset.
    public static Proposals at(SchemaText text, int offset) {
        TokenList tokens = text.tokens();
        int touching = tokens.lastStartingBefore(offset);
        boolean inToken = touching >= 0 && tokens.get(touching).end() >= offset;
        if (inToken
                && tokens.is(touching, TokenKind.STRING)
                && tokens.get(touching).end() > offset) {
            return new Proposals(new Span(offset, offset), List.of());
        }
        boolean begun = inToken && tokens.isName(touching);
        Span replaced = new Span(begun ? tokens.get(touching).start() : offset, offset);
        int before = begun ? touching - 1 : touching;
        return new Proposals(replaced, after(text, before, offset).toList());
    }

    private static Stream<Proposal> after(SchemaText text, int before, int offset) {
        TokenList tokens = text.tokens();
        int open = tokens.openBehind(before);
        if (SchemaSymbols.opensNames(tokens, open)) {
            Optional<Declaration> type = text.declarationAt(offset);
            return type.stream().flatMap(declaration -> Proposals.properties(text, declaration));
        }
        if (tokens.is(before, TokenKind.AT)) {
            return open < 0
                    ? Proposals.keywords("description", "instruction", "rename_from", "card")
                    : Proposals.keywords(
                            "key", "unique", "index", "range", "check", "description", "rename_from", "embed");
        }
        if (tokens.is(before, TokenKind.ARROW)
                || (tokens.is(before, TokenKind.COLON) && tokens.isWord(before - 2, "edge"))) {
            return Proposals.nodes(text);
        }
        if (tokens.is(before, TokenKind.COLON) || tokens.is(before, TokenKind.BRACKET_OPEN)) {
            return Stream.concat(Proposals.scalars(), Proposals.keywords("enum"));
        }
        if (open < 0 && isAfterImplements(tokens, before)) {
            return Proposals.interfaces(text);
        }
        return open < 0 ? Proposals.keywords("node", "edge", "interface", "implements") : Stream.of();
    }

    private static boolean isAfterImplements(TokenList tokens, int before) {
        int at = before;
        while (tokens.is(at, TokenKind.COMMA) && tokens.is(at - 1, TokenKind.TYPE_NAME)) {
            at -= 2;
        }
        return tokens.isWord(at, "implements");
    }
}

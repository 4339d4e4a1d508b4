package org.omnigraph.authoring.language;

import java.util.Optional;
import org.omnigraph.catalog.lexing.Token;
import org.omnigraph.catalog.lexing.TokenKind;
import org.omnigraph.catalog.schema.SchemaAst.EdgeNode;

/// What the names of a `.gq` text mean.
public final class QuerySymbols {
    private QuerySymbols() {}

    /// What stands at an offset, and where it stands.
    public static Optional<Located> at(QueryText text, int offset) {
        int i = text.tokens().touching(offset);
        return i < 0
                ? Optional.empty()
                : symbol(text, i)
                        .map(found -> new Located(found, text.tokens().get(i).span()));
    }

    private static Optional<Symbol> symbol(QueryText text, int i) {
        Token token = text.tokens().get(i);
        return switch (token.kind()) {
            case VARIABLE -> variable(text, i);
            case TYPE_NAME -> text.schema().type(token.text()).map(Symbol.OfType::new);
            case IDENT -> word(text, i);
            default -> Optional.empty();
        };
    }

    private static Optional<Symbol> variable(QueryText text, int i) {
        String name = text.tokens().get(i).text();
        return text.scopeAt(i).flatMap(scope -> {
            QueryScope.Declared parameter = scope.parameters().get(name);
            if (parameter != null) {
                return Optional.of(new Symbol.OfParameter(scope.name(), name, parameter.type(), parameter.span()));
            }
            return Optional.ofNullable(scope.variables().get(name))
                    .map(declared -> new Symbol.OfVariable(name, declared.type(), declared.span()));
        });
    }

    private static Optional<Symbol> word(QueryText text, int i) {
        TokenList tokens = text.tokens();
        String word = tokens.get(i).text();
        if (tokens.is(i - 1, TokenKind.DOT) && tokens.is(i - 2, TokenKind.VARIABLE)) {
            String variable = tokens.get(i - 2).text();
            return text.scopeAt(i).flatMap(scope -> member(text, scope.typeOf(variable), word));
        }
        if (tokens.is(i + 1, TokenKind.COLON)) {
            return text.typeOfBraces(tokens.opening(i)).flatMap(type -> member(text, type, word));
        }
        if (tokens.isWord(i - 1, "where")) {
            return text.typeOfWhere(i - 1).flatMap(type -> member(text, type, word));
        }
        return text.edgeAt(i).map(traversal -> new Symbol.OfType(traversal.edge()));
    }

    private static Optional<Symbol> member(QueryText text, String type, String name) {
        return text.schema().type(type).flatMap(declaration -> {
            Optional<Symbol> property =
                    text.schema().property(declaration, name).map(found -> found);
            if (property.isEmpty() && declaration instanceof EdgeNode edge) {
                return switch (name) {
                    case "from" -> endpoint(text, edge, name, edge.from().text());
                    case "to" -> endpoint(text, edge, name, edge.to().text());
                    default -> property;
                };
            }
            return property;
        });
    }

    private static Optional<Symbol> endpoint(QueryText text, EdgeNode edge, String end, String node) {
        return text.schema().type(node).map(found -> new Symbol.OfEndpoint(edge, end, found));
    }
}

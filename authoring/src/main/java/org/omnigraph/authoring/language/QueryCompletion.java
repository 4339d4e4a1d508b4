package org.omnigraph.authoring.language;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.omnigraph.catalog.lexing.Span;
import org.omnigraph.catalog.lexing.TokenKind;
import org.omnigraph.catalog.schema.SchemaAst.Declaration;
import org.omnigraph.catalog.schema.SchemaAst.EdgeNode;

/// What could come next in a `.gq` text, decided by the tokens before the place.
public final class QueryCompletion {
    private static final String[] FUNCTIONS = {
        "count", "sum", "avg", "min", "max", "now", "search", "match_text", "fuzzy", "nearest", "bm25", "rrf"
    };

    private final QueryText text;
    private final TokenList tokens;
    private final SchemaText schema;

    private QueryCompletion(QueryText text) {
        this.text = text;
        this.tokens = text.tokens();
        this.schema = text.schema();
    }

    /// The proposals for an offset.
    public static Proposals at(QueryText text, int offset) {
        return new QueryCompletion(text).at(offset);
    }

    private Proposals at(int offset) {
        int touching = tokens.lastStartingBefore(offset);
        boolean inToken = touching >= 0 && tokens.get(touching).end() >= offset;
        // A lone `$` is no token of any use, but somebody who typed it wants a variable.
        boolean dollar = inToken
                && tokens.is(touching, TokenKind.BAD)
                && tokens.get(touching).text().equals("$");
        if (inToken
                && tokens.is(touching, TokenKind.STRING)
                && tokens.get(touching).end() > offset) {
            return new Proposals(new Span(offset, offset), List.of());
        }
        boolean begun = inToken && tokens.isName(touching);
        Span replaced = begun || dollar ? new Span(tokens.get(touching).start(), offset) : new Span(offset, offset);
        int before = begun || dollar ? touching - 1 : touching;
        boolean variable = dollar || (begun && tokens.is(touching, TokenKind.VARIABLE));
        return new Proposals(replaced, (variable ? variables(before) : after(before)).toList());
    }

    private Stream<Proposal> variables(int before) {
        return scope(before).stream()
                .flatMap(scope ->
                        Stream.concat(scope.parameters().entrySet().stream(), scope.variables().entrySet().stream()))
                .map(entry -> new Proposal(
                        Proposal.Kind.VARIABLE,
                        "$" + entry.getKey(),
                        entry.getValue().type(),
                        ""));
    }

    private Optional<QueryScope> scope(int token) {
        return text.scopeAt(token);
    }

    /// What could stand behind a token.
    private Stream<Proposal> after(int before) {
        int open = tokens.openBehind(before);
        if (tokens.is(before, TokenKind.DOT)) {
            return membersOfVariable(before - 1);
        }
        if (scope(before).isEmpty() || (open < 0 && tokens.is(before, TokenKind.BRACE_CLOSE))) {
            return Proposals.keywords("query");
        }
        if (open < 0) {
            return tokens.is(before, TokenKind.AT) ? Proposals.keywords("description", "instruction") : Stream.of();
        }
        if (isParameterList(open)) {
            return tokens.is(before, TokenKind.COLON) || tokens.is(before, TokenKind.BRACKET_OPEN)
                    ? Proposals.scalars()
                    : Stream.of();
        }
        Optional<Declaration> members = text.typeOfBraces(open).flatMap(schema::type);
        if (members.isPresent()) {
            return tokens.is(before, TokenKind.COLON) ? values(before) : membersOf(members.get(), true);
        }
        if (tokens.is(before, TokenKind.COLON) && tokens.is(before - 1, TokenKind.VARIABLE)) {
            boolean edgeVariable = tokens.is(before - 2, TokenKind.VARIABLE);
            return edgeVariable ? edgesOf(before - 2) : Proposals.nodes(schema);
        }
        if (tokens.isWord(before, "insert") || tokens.isWord(before, "update") || tokens.isWord(before, "delete")) {
            return Proposals.targets(schema);
        }
        if (tokens.isWord(before, "where")) {
            return text.typeOfWhere(before).flatMap(schema::type).stream().flatMap(type -> membersOf(type, false));
        }
        if (tokens.is(before, TokenKind.TYPE_NAME) && tokens.isWord(before - 1, "update")) {
            return Proposals.keywords("set");
        }
        return inBlock(before, open);
    }

    private Stream<Proposal> inBlock(int before, int open) {
        String block =
                tokens.is(open, TokenKind.BRACE_OPEN) ? tokens.get(open - 1).text() : "";
        return switch (block) {
            case "match", "not" -> {
                boolean left = tokens.is(before, TokenKind.VARIABLE) && !isEndOfTraversal(before);
                if (left || tokens.is(before, TokenKind.LESS)) {
                    yield Stream.concat(
                            edgesOf(left ? before : before - 1), Proposals.keywords("contains", "starts_with"));
                }
                yield Stream.concat(
                        Proposals.keywords("not"),
                        Stream.concat(Proposals.functions("search", "match_text", "fuzzy", "now"), variables(before)));
            }
            case "return" ->
                Stream.of(Proposals.keywords("as"), Proposals.functions(FUNCTIONS), variables(before))
                        .flatMap(part -> part);
            case "order" ->
                Stream.of(Proposals.keywords("asc", "desc"), Proposals.functions(FUNCTIONS), variables(before))
                        .flatMap(part -> part);
            default ->
                tokens.is(open, TokenKind.PAREN_OPEN)
                        ? values(before)
                        : Proposals.keywords(
                                "match", "return", "order", "limit", "insert", "update", "delete", "set", "where");
        };
    }

    /// True for the second variable of a traversal: behind it begins another clause.
    private boolean isEndOfTraversal(int variable) {
        int word = variable - 1;
        if (tokens.is(word, TokenKind.BRACE_CLOSE)) {
            while (word > 0 && !tokens.is(word, TokenKind.BRACE_OPEN)) {
                word--;
            }
            word--;
        }
        if (tokens.is(word, TokenKind.GREATER)) {
            word--;
        }
        return text.edgeAt(word).isPresent();
    }

    private boolean isParameterList(int open) {
        int outer = tokens.is(open, TokenKind.BRACKET_OPEN) ? tokens.opening(open) : open;
        return tokens.is(outer, TokenKind.PAREN_OPEN) && tokens.isWord(outer - 2, "query");
    }

    private Stream<Proposal> values(int before) {
        return Stream.of(
                        variables(before),
                        Proposals.functions("now", "date", "datetime"),
                        Proposals.keywords("true", "false"))
                .flatMap(part -> part);
    }

    private Stream<Proposal> edgesOf(int variable) {
        String type = scope(variable)
                .map(scope -> scope.typeOf(tokens.get(variable).text()))
                .orElse("");
        return Proposals.edgeWords(schema, type);
    }

    private Stream<Proposal> membersOfVariable(int variable) {
        String type = scope(variable)
                .map(scope -> scope.typeOf(tokens.get(variable).text()))
                .orElse("");
        return schema.type(type).stream().flatMap(declaration -> Proposals.properties(schema, declaration));
    }

    private Stream<Proposal> membersOf(Declaration type, boolean withEnds) {
        Stream<Proposal> ends = withEnds && type instanceof EdgeNode edge
                ? Stream.of(
                        new Proposal(Proposal.Kind.PROPERTY, "from", edge.from().text(), ""),
                        new Proposal(Proposal.Kind.PROPERTY, "to", edge.to().text(), ""))
                : Stream.of();
        return Stream.concat(ends, Proposals.properties(schema, type));
    }
}

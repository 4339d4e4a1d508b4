package org.omnigraph.authoring.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.omnigraph.catalog.lexing.SourceText;
import org.omnigraph.catalog.lexing.Span;
import org.omnigraph.catalog.lexing.Token;
import org.omnigraph.catalog.lexing.TokenKind;
import org.omnigraph.catalog.schema.SchemaAst.EdgeNode;

/// A `.gq` text and the queries in it, read from its tokens alone: a person who asks what could come next has a text
/// that does not parse.
public final class QueryText {
    /// One pass for each step of a chain of traversals whose ends are declared last.
    private static final int TYPE_PASSES = 4;

    private final String text;
    private final TokenList tokens;
    private final TextPlaces index;
    private final SchemaText schema;
    private final List<QueryScope> scopes = new ArrayList<>();

    /// Reads a text.
    ///
    /// @param schema what the queries are about; one of an empty text if that is unknown
    public QueryText(String text, SchemaText schema) {
        this.text = text;
        this.tokens = new TokenList(SourceText.of(text));
        this.index = new TextPlaces(text);
        this.schema = schema;
        int start = 0;
        while (start < tokens.size()) {
            int next = start + 1;
            while (next < tokens.size() && !startsQuery(next)) {
                next++;
            }
            if (startsQuery(start)) {
                scopes.add(scope(start, next - 1));
            }
            start = next;
        }
    }

    private boolean startsQuery(int i) {
        return tokens.isWord(i, "query") && tokens.is(i + 1, TokenKind.IDENT) && tokens.is(i + 2, TokenKind.PAREN_OPEN);
    }

    private QueryScope scope(int first, int last) {
        Token name = tokens.get(first + 1);
        QueryScope scope = new QueryScope(name.text(), name.span(), first, last);
        int body = parameters(scope, first + 2);
        for (int i = body; i <= last; i++) {
            if (tokens.is(i, TokenKind.VARIABLE)) {
                scope.seen(tokens.get(i).text(), tokens.get(i).span());
                if (tokens.is(i + 1, TokenKind.COLON) && tokens.is(i + 2, TokenKind.TYPE_NAME)) {
                    scope.type(tokens.get(i).text(), tokens.get(i + 2).text());
                }
            }
        }
        for (int pass = 0; pass < TYPE_PASSES; pass++) {
            for (int i = body; i <= last; i++) {
                edgeAt(i).ifPresent(edge -> infer(scope, edge));
            }
        }
        return scope;
    }

    private int parameters(QueryScope scope, int open) {
        int i = open + 1;
        while (i < tokens.size() && tokens.openBehind(i) >= open && !tokens.is(i, TokenKind.BRACE_OPEN)) {
            if (tokens.opening(i) == open && tokens.is(i, TokenKind.VARIABLE) && tokens.is(i + 1, TokenKind.COLON)) {
                int last = i + 1;
                while (last + 1 < tokens.size()
                        && !tokens.is(last + 1, TokenKind.COMMA)
                        && !tokens.is(last + 1, TokenKind.VARIABLE)
                        && !(tokens.is(last + 1, TokenKind.PAREN_CLOSE) && tokens.opening(last) == open)
                        && !tokens.is(last + 1, TokenKind.BRACE_OPEN)) {
                    last++;
                }
                Token variable = tokens.get(i);
                String type =
                        text.substring(tokens.get(i + 1).end(), tokens.get(last).end());
                scope.parameters().put(variable.text(), new QueryScope.Declared(type.strip(), variable.span()));
                i = last;
            }
            i++;
        }
        return i;
    }

    /// A traversal: the tokens of its variables, -1 for one that is not written.
    ///
    /// @param binding the variable of the edge itself
    record Traversal(EdgeNode edge, int left, int binding, int right) {}

    /// The traversal whose edge word this token is.
    Optional<Traversal> edgeAt(int i) {
        if (!tokens.is(i, TokenKind.IDENT)) {
            return Optional.empty();
        }
        boolean undirected = tokens.is(i - 1, TokenKind.LESS) && tokens.is(i + 1, TokenKind.GREATER);
        int before = undirected ? i - 2 : i - 1;
        int after = undirected ? i + 2 : i + 1;
        int binding = -1;
        if (tokens.is(before, TokenKind.COLON) && tokens.is(before - 1, TokenKind.VARIABLE)) {
            binding = before - 1;
            before -= 2;
        }
        if (!tokens.is(before, TokenKind.VARIABLE) || isInParameters(i)) {
            return Optional.empty();
        }
        if (tokens.is(after, TokenKind.BRACE_OPEN)) {
            while (after < tokens.size() && !tokens.is(after, TokenKind.BRACE_CLOSE)) {
                after++;
            }
            after++;
        }
        int left = before;
        int edgeVariable = binding;
        int right = tokens.is(after, TokenKind.VARIABLE) ? after : -1;
        return schema.edgeOfWord(tokens.get(i).text()).map(edge -> new Traversal(edge, left, edgeVariable, right));
    }

    private boolean isInParameters(int i) {
        return tokens.is(tokens.opening(i), TokenKind.PAREN_OPEN);
    }

    private void infer(QueryScope scope, Traversal traversal) {
        String from = traversal.edge().from().text();
        String to = traversal.edge().to().text();
        String left = tokens.get(traversal.left()).text();
        String right =
                traversal.right() < 0 ? "_" : tokens.get(traversal.right()).text();
        boolean reversed = !from.equals(to)
                && (scope.typeOf(left).equals(to)
                        || (scope.typeOf(left).isEmpty() && scope.typeOf(right).equals(from)));
        scope.type(left, reversed ? to : from);
        scope.type(right, reversed ? from : to);
        if (traversal.binding() >= 0) {
            scope.type(
                    tokens.get(traversal.binding()).text(),
                    traversal.edge().name().text());
        }
    }

    public TextPlaces index() {
        return index;
    }

    TokenList tokens() {
        return tokens;
    }

    SchemaText schema() {
        return schema;
    }

    List<QueryScope> scopes() {
        return scopes;
    }

    /// The query that a token belongs to.
    Optional<QueryScope> scopeAt(int token) {
        return scopes.stream()
                .filter(scope -> scope.firstToken() <= token && token <= scope.lastToken())
                .findFirst();
    }

    /// The place of a query's name; the start of the text if it has no such query.
    public TextRange rangeOfQuery(String name) {
        return scopes.stream()
                .filter(scope -> scope.name().equals(name))
                .findFirst()
                .map(scope -> index.range(scope.nameSpan()))
                .orElse(TextRange.START);
    }

    /// From `query` to the closing brace.
    Span whole(QueryScope scope) {
        return new Span(
                tokens.get(scope.firstToken()).start(),
                tokens.get(scope.lastToken()).end());
    }

    /// The type whose properties are named where this bracket is open: of `$f: Film {`, `insert Film {` and
    /// `update Film set {`.
    Optional<String> typeOfBraces(int open) {
        if (!tokens.is(open, TokenKind.BRACE_OPEN)) {
            return Optional.empty();
        }
        int before = tokens.isWord(open - 1, "set") ? open - 2 : open - 1;
        return tokens.is(before, TokenKind.TYPE_NAME)
                ? Optional.of(tokens.get(before).text())
                : Optional.empty();
    }

    /// The type whose property follows this `where`.
    Optional<String> typeOfWhere(int where) {
        int before = where - 1;
        if (tokens.is(before, TokenKind.BRACE_CLOSE)) {
            int around = tokens.opening(before);
            before--;
            while (before > around && tokens.opening(before) != around) {
                before--;
            }
            while (before > around && !tokens.is(before, TokenKind.TYPE_NAME)) {
                before--;
            }
        }
        return tokens.is(before, TokenKind.TYPE_NAME)
                ? Optional.of(tokens.get(before).text())
                : Optional.empty();
    }
}

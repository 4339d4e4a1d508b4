package org.omnigraph.catalog.query;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.omnigraph.catalog.lexing.SourceText;
import org.omnigraph.catalog.lexing.Span;
import org.omnigraph.catalog.lexing.Token;
import org.omnigraph.catalog.lexing.TokenKind;
import org.omnigraph.catalog.query.ast.Body;
import org.omnigraph.catalog.query.ast.Name;
import org.omnigraph.catalog.query.ast.Param;
import org.omnigraph.catalog.query.ast.QueryAnnotation;
import org.omnigraph.catalog.query.ast.QueryDecl;
import org.omnigraph.catalog.query.ast.QuerySource;
import org.omnigraph.catalog.query.ast.Variable;
import org.omnigraph.catalog.schema.ScalarType;
import org.omnigraph.catalog.schema.ValueType;
import org.omnigraph.state.diagnostic.DiagnosticCode;

/// The grammar of files and of a query's head (query-language.md §2).
final class DeclarationSyntax {
    private static final List<String> BODY_WORDS = List.of("match", "insert", "update", "delete");
    private static final List<String> TYPE_WORDS = Stream.concat(
                    Arrays.stream(ScalarType.values()).map(ScalarType::spelling), Stream.of("Vector"))
            .toList();

    private final SyntaxReader reader;
    private final QuerySource source;
    private final ReadSyntax reads;
    private final MutationSyntax mutations;
    private final ExpressionSyntax expressions;
    private final Map<String, Integer> lineOfName = new HashMap<>();

    DeclarationSyntax(SyntaxReader reader) {
        this.reader = reader;
        this.source = new QuerySource(reader.source());
        this.expressions = new ExpressionSyntax(reader);
        this.reads = new ReadSyntax(reader, expressions);
        this.mutations = new MutationSyntax(reader, expressions);
    }

    /// All queries of the file; what is reported on the way is in the reader's problems.
    List<QueryDecl> file() {
        List<QueryDecl> queries = new ArrayList<>();
        while (!reader.peek().is(TokenKind.END)) {
            try {
                queries.add(query());
            } catch (SyntaxFault fault) {
                reader.skipToQuery();
            }
        }
        return queries;
    }

    private QueryDecl query() {
        Token word = reader.peek();
        if (!word.isWord("query")) {
            SyntaxFault fault = reader.unexpected("`query`", SyntaxReader.didYouMean(word, List.of("query")));
            reader.take();
            throw fault;
        }
        reader.take();
        Name name = reader.ident("the query's name after `query`");
        refuseDuplicate(name);
        List<Param> params = params();
        List<QueryAnnotation> annotations = annotations();
        Token open = reader.expect(TokenKind.BRACE_OPEN, "`{` and the query's body");
        Body body = body();
        reader.closeBlock(open, "query");
        return new QueryDecl(name, params, annotations, body, reader.since(word.span()), source);
    }

    private void refuseDuplicate(Name name) {
        int line = reader.source().line(name.span().start());
        Integer first = lineOfName.putIfAbsent(name.text(), line);
        if (first != null) {
            reader.report(
                    DiagnosticCode.DUPLICATE_QUERY_NAME,
                    name.span(),
                    "There are two queries `" + name.text() + "`; the first stands in line " + first + ".",
                    "Rename one of them.");
        }
    }

    private Body body() {
        Token word = reader.peek();
        if (word.isWord("match")) {
            return reads.read();
        }
        if (mutations.startsHere()) {
            return new Body.Write(mutations.statements());
        }
        throw reader.unexpected("`match`, `insert`, `update` or `delete`", SyntaxReader.didYouMean(word, BODY_WORDS));
    }

    private List<Param> params() {
        reader.expect(TokenKind.PAREN_OPEN, "`(` after the query's name", "Without parameters: `()`.");
        List<Param> params = new ArrayList<>();
        while (!reader.peek().is(TokenKind.PAREN_CLOSE)) {
            if (!params.isEmpty()) {
                reader.expect(TokenKind.COMMA, "`,` or `)` after the parameter");
            }
            params.add(param());
        }
        reader.take();
        return params;
    }

    private Param param() {
        Variable variable = reader.variable("a parameter like `$name: String`");
        reader.expect(TokenKind.COLON, "`:` and a type after the parameter's name");
        ValueType type = type();
        boolean nullable = reader.takeIf(TokenKind.QUESTION);
        return new Param(variable, type, nullable, reader.since(variable.span()));
    }

    private ValueType type() {
        Token token = reader.peek();
        if (reader.takeIf(TokenKind.BRACKET_OPEN)) {
            ScalarType item = scalar();
            reader.expect(TokenKind.BRACKET_CLOSE, "`]` after the item type");
            return new ValueType.ListOf(item);
        }
        if (token.isWord("Vector")) {
            reader.take();
            reader.expect(
                    TokenKind.PAREN_OPEN, "`(` and the dimension after `Vector`", "Write for example `Vector(384)`.");
            Token number = reader.expect(TokenKind.INTEGER, "the dimension");
            long dimension = expressions.literals().integer(number);
            reader.expect(TokenKind.PAREN_CLOSE, "`)` after the dimension");
            return new ValueType.Vector(dimension(dimension, number.span()));
        }
        return new ValueType.Scalar(scalar());
    }

    private int dimension(long dimension, Span span) {
        if (dimension < 1 || dimension > Integer.MAX_VALUE) {
            reader.report(span, "A vector has between 1 and 2147483647 dimensions.", "");
            return 1;
        }
        return (int) dimension;
    }

    private ScalarType scalar() {
        Token token = reader.peek();
        Optional<ScalarType> scalar =
                token.is(TokenKind.TYPE_NAME) ? ScalarType.ofSpelling(token.text()) : Optional.empty();
        if (scalar.isEmpty()) {
            String help = token.isWord("enum")
                    ? "A parameter for an enum property is a `String`."
                    : SyntaxReader.didYouMean(token, TYPE_WORDS);
            throw reader.unexpected(
                    "a parameter type", help.isEmpty() ? "Types: " + String.join(", ", TYPE_WORDS) + "." : help);
        }
        reader.take();
        return scalar.get();
    }

    private List<QueryAnnotation> annotations() {
        List<QueryAnnotation> annotations = new ArrayList<>();
        while (reader.peek().is(TokenKind.AT)) {
            QueryAnnotation annotation = annotation();
            if (annotations.stream().anyMatch(a -> a.kind() == annotation.kind())) {
                reader.report(
                        annotation.span(),
                        "`@" + annotation.kind().word() + "` stands twice on one query.",
                        "Remove one of them.");
            }
            annotations.add(annotation);
        }
        return annotations;
    }

    private QueryAnnotation annotation() {
        Token at = reader.take();
        Token word = reader.peek();
        if (!at.touches(word) || !(word.isWord("description") || word.isWord("instruction"))) {
            throw reader.unexpected(
                    "`@description` or `@instruction`",
                    SyntaxReader.didYouMean(word, List.of("description", "instruction")));
        }
        reader.take();
        reader.expect(TokenKind.PAREN_OPEN, "`(` after `@" + word.text() + "`");
        Token text = reader.expect(TokenKind.STRING, "a string in `@" + word.text() + "(…)`");
        reader.expect(TokenKind.PAREN_CLOSE, "`)` after the string of `@" + word.text() + "`");
        QueryAnnotation.Kind kind = QueryAnnotation.Kind.valueOf(word.text().toUpperCase(Locale.ROOT));
        return new QueryAnnotation(kind, text.text(), reader.since(at.span()));
    }

    /// Parses a whole file.
    static ParseResult parse(SourceText source) {
        SyntaxReader reader = new SyntaxReader(source);
        List<QueryDecl> queries = new DeclarationSyntax(reader).file();
        return reader.problems().isEmpty()
                ? ParseResult.parsed(new org.omnigraph.catalog.query.ast.QueryFile(queries))
                : ParseResult.failed(reader.problems().diagnostics());
    }
}

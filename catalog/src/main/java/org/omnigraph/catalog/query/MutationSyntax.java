package org.omnigraph.catalog.query;

import java.util.ArrayList;
import java.util.List;
import org.omnigraph.catalog.lexing.Token;
import org.omnigraph.catalog.lexing.TokenKind;
import org.omnigraph.catalog.query.ast.Expr;
import org.omnigraph.catalog.query.ast.Mutation;
import org.omnigraph.catalog.query.ast.Name;
import org.omnigraph.catalog.query.ast.Operator;

/// The grammar of mutations (query-language.md §2, §3.4-§3.6).
final class MutationSyntax {
    private static final List<String> WORDS = List.of("insert", "update", "delete");

    private final SyntaxReader reader;
    private final ExpressionSyntax expressions;

    MutationSyntax(SyntaxReader reader, ExpressionSyntax expressions) {
        this.reader = reader;
        this.expressions = expressions;
    }

    boolean startsHere() {
        Token token = reader.peek();
        return WORDS.stream().anyMatch(token::isWord);
    }

    /// One or more mutations, up to the `}` of the query, which is left.
    List<Mutation> statements() {
        List<Mutation> statements = new ArrayList<>();
        while (!reader.peek().is(TokenKind.BRACE_CLOSE) && !reader.peek().is(TokenKind.END) && !reader.atQuery()) {
            SyntaxReader.Place start = reader.place();
            try {
                statements.add(statement());
            } catch (SyntaxFault fault) {
                reader.skipStatement(start, WORDS);
            }
        }
        return statements;
    }

    private Mutation statement() {
        Token word = reader.peek();
        return switch (word.text()) {
            case "insert" -> insert();
            case "update" -> update();
            case "delete" -> delete();
            case "match", "return" ->
                throw reader.fault(
                        word,
                        "A query either reads (`match … return …`) or mutates, never both.",
                        "Make two queries of it.");
            default ->
                throw reader.unexpected("`insert`, `update`, `delete` or `}`", SyntaxReader.didYouMean(word, WORDS));
        };
    }

    private Mutation insert() {
        Token word = reader.take();
        Name type = reader.typeName("a type after `insert`");
        List<Mutation.Assignment> assignments = assignments("insert");
        return new Mutation.Insert(type, assignments, reader.since(word.span()));
    }

    private Mutation update() {
        Token word = reader.take();
        Name type = reader.typeName("a type after `update`");
        if (!reader.takeWord("set")) {
            throw reader.unexpected("`set` after the type", "Write `update T set { … } where …`.");
        }
        List<Mutation.Assignment> assignments = assignments("set");
        Mutation.Predicate predicate = predicate("update");
        return new Mutation.Update(type, assignments, predicate, reader.since(word.span()));
    }

    private Mutation delete() {
        Token word = reader.take();
        Name type = reader.typeName("a type after `delete`");
        Mutation.Predicate predicate = predicate("delete");
        return new Mutation.Delete(type, predicate, reader.since(word.span()));
    }

    private List<Mutation.Assignment> assignments(String what) {
        Token open = reader.expect(TokenKind.BRACE_OPEN, "`{` and assignments", "Write `{ property: value }`.");
        List<Mutation.Assignment> assignments = new ArrayList<>();
        while (!reader.peek().is(TokenKind.BRACE_CLOSE)) {
            if (reader.peek().is(TokenKind.END) || reader.atQuery()) {
                reader.closeBlock(open, "`" + what + "` block");
            }
            Name property = reader.ident("a property name");
            reader.expect(TokenKind.COLON, "`:` after the property name", "Write `" + property.text() + ": value`.");
            Expr.Value value = expressions.value();
            assignments.add(new Mutation.Assignment(property, value, reader.since(property.span())));
            reader.takeIf(TokenKind.COMMA);
        }
        if (assignments.isEmpty()) {
            reader.report(
                    open.span().to(reader.peek().span()),
                    "`" + what + "` needs at least one assignment.",
                    "Write `{ property: value }`.");
        }
        reader.take();
        return assignments;
    }

    private Mutation.Predicate predicate(String what) {
        if (!reader.takeWord("where")) {
            throw reader.unexpected(
                    "`where` and one predicate", "`" + what + "` needs exactly one: `where property = value`.");
        }
        Name property = reader.ident("a property name after `where`");
        Token token = reader.peek();
        Operator operator = ClauseSyntax.operator(token)
                .filter(Operator::isComparison)
                .orElseThrow(() -> reader.unexpected("a comparison (`=`, `!=`, `<`, `<=`, `>`, `>=`)", ""));
        reader.take();
        Expr.Value value = expressions.value();
        if (reader.peek().isWord("and") || reader.peek().isWord("or")) {
            throw reader.fault(
                    reader.peek(), "`" + what + "` takes exactly one predicate.", "Write one statement for each.");
        }
        return new Mutation.Predicate(property, operator, value, reader.since(property.span()));
    }
}

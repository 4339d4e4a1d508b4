package org.omnigraph.catalog.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.omnigraph.catalog.lexing.Problems;
import org.omnigraph.catalog.lexing.SourceText;
import org.omnigraph.catalog.lexing.TokenKind;
import org.omnigraph.catalog.query.QueryParser;
import org.omnigraph.catalog.query.ast.QueryFile;
import org.omnigraph.catalog.schema.SchemaAst;
import org.omnigraph.catalog.schema.SchemaParser;
import org.omnigraph.state.diagnostic.DiagnosticCode;

/// What holds of every formatted file.
public final class FormatLaws {
    private static final List<String> GAPS = List.of(
            " ",
            " ",
            " ",
            "\n",
            "\r\n  ",
            "\n\n\n",
            "\t// why? \n",
            "\n // own line\n\n",
            "/* in */",
            " /**/ ",
            "\n/* a\n     b */\n",
            "//\n//x\n");

    private FormatLaws() {}

    /// Idempotence, the same tree, the same tokens, the same comments between the same tokens.
    public static void assertSchema(String written) {
        String source = encodable(written);
        String formatted = text(SourceFormatter.schema(bytes(source)), source);
        assertThat(schemaTree(formatted)).as(formatted).isEqualTo(schemaTree(source));
        assertKept(source, formatted, FormatLaws::schemaTokens);
        assertThat(text(SourceFormatter.schema(bytes(formatted)), formatted)).isEqualTo(formatted);
    }

    /// The same for a file of queries.
    public static void assertQueries(String written) {
        String source = encodable(written);
        String formatted = text(SourceFormatter.queries(bytes(source)), source);
        assertThat(queryTree(formatted)).as(formatted).isEqualTo(queryTree(source));
        assertKept(source, formatted, FormatLaws::queryTokens);
        assertThat(text(SourceFormatter.queries(bytes(formatted)), formatted)).isEqualTo(formatted);
    }

    /// The schema with white space and comments strewn in.
    public static String strewnSchema(String source, RandomGenerator random) {
        return strewn(schemaTokens(source), random);
    }

    /// The queries with white space and comments strewn in.
    public static String strewnQueries(String source, RandomGenerator random) {
        return strewn(queryTokens(source), random);
    }

    private static void assertKept(String source, String formatted, Function<String, Tokens> tokenize) {
        Tokens before = tokenize.apply(source);
        Tokens after = tokenize.apply(formatted);
        assertThat(after.texts()).isEqualTo(before.texts());
        assertThat(comments(after)).isEqualTo(comments(before));
    }

    private static List<List<String>> comments(Tokens tokens) {
        return IntStream.rangeClosed(0, tokens.size())
                .mapToObj(i -> tokens.gapBefore(i).comments().stream()
                        .map(Comment::text)
                        .toList())
                .toList();
    }

    private static String strewn(Tokens tokens, RandomGenerator random) {
        StringBuilder text = new StringBuilder();
        boolean calm = random.nextBoolean();
        for (int i = 0; i < tokens.size(); i++) {
            boolean bound = tokens.kind(i - 1) == TokenKind.AT || tokens.kind(i - 1) == TokenKind.MINUS;
            if (!bound) {
                text.append(GAPS.get(random.nextInt(calm ? 5 : GAPS.size())));
            }
            text.append(tokens.text(i));
        }
        return text.append(GAPS.get(random.nextInt(GAPS.size()))).toString();
    }

    private static String text(FormatResult result, String source) {
        assertThat(result).as(source).isInstanceOf(FormatResult.Formatted.class);
        return ((FormatResult.Formatted) result).text();
    }

    private static SchemaAst schemaTree(String source) {
        SourceText text = SourceText.of(source);
        Problems problems = new Problems(text, DiagnosticCode.SCHEMA_PARSE_ERROR);
        SchemaAst tree = SchemaParser.parse(text, problems);
        assertThat(problems.diagnostics()).as(source).isEmpty();
        return tree;
    }

    private static Tokens schemaTokens(String source) {
        return new Tokens(SourceText.of(source), SchemaLayout.wholes(schemaTree(source)));
    }

    private static QueryFile queryTree(String source) {
        return QueryParser.parse(source).file().orElseThrow();
    }

    private static Tokens queryTokens(String source) {
        return new Tokens(SourceText.of(source), Set.of());
    }

    /// Generated strings may hold half a character, which no file can.
    private static String encodable(String text) {
        return new String(bytes(text), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

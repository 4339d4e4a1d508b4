package org.omnigraph.catalog.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.omnigraph.catalog.corpus.CorpusCase;

/// Where nesting ends, and what is no text. What hostile sources cost stands in `HostileSourcesTest`.
class QueryRobustnessTest {
    private static final QueryChecker CHECKER = new QueryChecker(CorpusCase.querySchema());

    @Test
    void parse_nestingAtTheLimit_isAccepted() {
        assertThat(QueryParser.parse(nested(SyntaxReader.NESTING_MAX)).diagnostics())
                .isEmpty();
    }

    @Test
    void check_nestingAtTheLimit_isAccepted() {
        assertThat(problems(nested(QueryBounds.NESTING_MAX))).isEmpty();
    }

    @Test
    void parse_nestingBeyondTheLimit_isOneError() {
        assertThat(QueryParser.parse(nested(SyntaxReader.NESTING_MAX + 1)).diagnostics())
                .singleElement()
                .satisfies(d -> assertThat(d.message()).contains("nested deeper than 100"));
    }

    @Test
    void parse_bytesThatAreNoUtf8_isRefused() {
        byte[] bytes = "query q() { match { $a: Person { name: \"é\" } } return { $a.name } }"
                .getBytes(StandardCharsets.ISO_8859_1);
        assertThat(QueryParser.parse(bytes).diagnostics())
                .singleElement()
                .satisfies(d -> assertThat(d.message()).contains("UTF-8"));
    }

    private static String nested(int depth) {
        return "query q() { match { $a: Person " + "not { $a.age = 1 ".repeat(depth) + "}".repeat(depth)
                + " } return { $a.name } }";
    }

    private static List<?> problems(String source) {
        ParseResult parsed = QueryParser.parse(source);
        List<Object> problems = new ArrayList<>(parsed.diagnostics());
        parsed.file().stream()
                .flatMap(file -> file.queries().stream())
                .forEach(query -> problems.addAll(CHECKER.check(query).diagnostics()));
        return problems;
    }
}

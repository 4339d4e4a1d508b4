package org.omnigraph.catalog.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.omnigraph.catalog.corpus.CorpusCase;
import org.omnigraph.catalog.query.ast.QueryDecl;
import org.omnigraph.catalog.schema.SchemaModel;
import org.omnigraph.state.diagnostic.Diagnostic;

class QueryBoundsTest {
    private static final SchemaModel SCHEMA = CorpusCase.querySchema();

    @Test
    void variables_upTo256_pass_andOneMoreIsNamedWithItsPlace() {
        assertThat(problems(bindings(256))).isEmpty();
        assertRefused(bindings(257), "256 variables", "$v256");
    }

    @Test
    void variables_ofSiblingBlocks_andAnonymousOnes_countEach() {
        assertThat(problems("match { $a: Person " + "not { $a knows $x } ".repeat(255) + "} return { $a.name }"))
                .isEmpty();
        assertThat(problems("match { $a: Person " + "not { $a knows $x } ".repeat(256) + "} return { $a.name }"))
                .hasSize(1);
        assertThat(problems("match { $a: Person " + "$a knows $_ ".repeat(256) + "} return { $a.name }"))
                .hasSize(1);
    }

    @Test
    void clauses_upTo1024_pass_testsInBracesIncluded() {
        assertThat(problems("match { $a: Person " + "$a.age = 1 ".repeat(1023) + "} return { $a.name }"))
                .isEmpty();
        assertThat(problems("match { $a: Person " + "$a.age = 1 ".repeat(1024) + "} return { $a.name }"))
                .hasSize(1);
        assertThat(problems("match { $a: Person { " + "age: 1, ".repeat(1024) + " } } return { $a.name }"))
                .hasSize(1);
        assertThat(problems("match { $a: Person not { " + "$a.age = 1 ".repeat(1023) + "} } return { $a.name }"))
                .hasSize(1);
    }

    @Test
    void columnsOrderKeysAndStatements_upTo1024_pass() {
        assertThat(problems("match { $a: Person } return { " + many(1024, i -> "$a.age as c" + i) + " }"))
                .isEmpty();
        assertRefused(
                "match { $a: Person } return { " + many(1025, i -> "$a.age as c" + i) + " }", "1024 columns", "c1024");
        assertThat(problems("match { $a: Person } return { $a.name } order { $a.age" + ", $a.age".repeat(1024) + " }"))
                .hasSize(1);
        assertThat(problems("insert Person { name: \"a\" } ".repeat(1024))).isEmpty();
        assertThat(problems("insert Person { name: \"a\" } ".repeat(1025))).hasSize(1);
    }

    @Test
    void nesting_upTo64_passes() {
        assertThat(problems(nested(64))).isEmpty();
        assertThat(problems(nested(65))).hasSize(1);
    }

    private static void assertRefused(String body, String bound, String at) {
        List<Diagnostic> problems = problems(body);
        assertThat(problems).hasSize(1);
        assertThat(problems.getFirst().message()).startsWith("T63: ").contains(bound);
        String source = "query q() { " + body + " }";
        assertThat(source.substring(problems.getFirst().position().column() - 1))
                .startsWith(at.startsWith("$") ? at : "$a.age as " + at);
    }

    private static String bindings(int count) {
        return "match { " + many(count, i -> "$v" + i + ": Person") + " } return { $v0.name }";
    }

    private static String nested(int depth) {
        return "match { $a: Person " + "not { $a.age = 1 ".repeat(depth) + "}".repeat(depth) + " } return { $a.name }";
    }

    private static String many(int count, IntFunction<String> item) {
        return IntStream.range(0, count).mapToObj(item).collect(Collectors.joining(" "));
    }

    private static List<Diagnostic> problems(String body) {
        QueryDecl query = QueryParser.parse("query q() { " + body + " }")
                .file()
                .orElseThrow()
                .queries()
                .getFirst();
        return QueryChecker.check(query, SCHEMA).diagnostics();
    }
}

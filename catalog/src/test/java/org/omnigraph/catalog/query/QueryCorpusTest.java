package org.omnigraph.catalog.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.omnigraph.catalog.corpus.CorpusCase;
import org.omnigraph.catalog.query.ast.QueryDecl;
import org.omnigraph.catalog.query.ast.QueryFile;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.diagnostic.DiagnosticCode;

class QueryCorpusTest {
    private static final QueryChecker CHECKER = new QueryChecker(CorpusCase.querySchema());

    static Stream<CorpusCase> accepted() {
        return CorpusCase.queries(true).stream();
    }

    static Stream<CorpusCase> rejected() {
        return CorpusCase.queries(false).stream();
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void accepted_program_parsesChecksAndPrintsBack(CorpusCase program) {
        ParseResult parsed = QueryParser.parse(program.source());
        assertThat(parsed.diagnostics()).isEmpty();
        QueryFile file = parsed.file().orElseThrow();
        for (QueryDecl query : file.queries()) {
            assertThat(CHECKER.check(query).diagnostics()).isEmpty();
        }
        assertThat(QueryParser.parse(file.toString()).file()).contains(file);
    }

    @ParameterizedTest
    @MethodSource("rejected")
    void rejected_program_reportsExpectedCodesAtMarkedPlaces(CorpusCase program) {
        List<Diagnostic> found = problems(program.source());
        assertThat(found).as("%s", found).map(QueryCorpusTest::shortCode).containsExactlyElementsOf(program.codes());
        assertThat(found.stream().map(d -> CorpusCase.place(d.position())).toList())
                .isEqualTo(program.marks().stream().map(CorpusCase::place).toList());
        assertThat(found)
                .allMatch(d ->
                        d.position().snippet().length() > 0 || program.source().isEmpty());
    }

    private static List<Diagnostic> problems(String source) {
        ParseResult parsed = QueryParser.parse(source);
        List<Diagnostic> found = new ArrayList<>(parsed.diagnostics());
        parsed.file().stream()
                .flatMap(file -> file.queries().stream())
                .forEach(query -> found.addAll(CHECKER.check(query).diagnostics()));
        return found;
    }

    private static String shortCode(Diagnostic diagnostic) {
        if (diagnostic.code() == DiagnosticCode.QUERY_PARSE_ERROR) {
            return "syntax";
        }
        if (diagnostic.code() == DiagnosticCode.DUPLICATE_QUERY_NAME) {
            return "duplicate";
        }
        assertThat(diagnostic.code()).isEqualTo(DiagnosticCode.QUERY_TYPECHECK_ERROR);
        return diagnostic.message().substring(0, diagnostic.message().indexOf(':'));
    }
}

package org.omnigraph.catalog.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.omnigraph.catalog.query.ast.QueryDecl;
import org.omnigraph.catalog.query.ast.QueryFile;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.diagnostic.SourcePosition;

class QueryCorpusTest {
    private static final QueryChecker CHECKER = new QueryChecker(CorpusCase.schema());

    static Stream<CorpusCase> accepted() {
        return CorpusCase.load("accepted.txt").stream();
    }

    static Stream<CorpusCase> rejected() {
        return CorpusCase.load("rejected.txt").stream();
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
        assertThat(found).as("%s", found).map(QueryCorpusTest::shortCode).containsExactlyElementsOf(program.expected());
        assertThat(found.stream().map(d -> place(d.position())).toList())
                .isEqualTo(program.marks().stream().map(QueryCorpusTest::place).toList());
        assertThat(found)
                .allMatch(d ->
                        d.position().snippet().length() > 0 || program.source().isEmpty());
    }

    @Test
    void corpus_everyTypeRule_hasRejectedPrograms() {
        Set<String> missing = new TreeSet<>();
        for (TypeRule rule : TypeRule.values()) {
            missing.add(rule.name());
        }
        rejected().forEach(program -> missing.removeAll(program.expected()));
        assertThat(missing).isEmpty();
    }

    @Test
    void corpus_everyRuleOfGrammarAndParameters_isCited() {
        Set<String> missing = new TreeSet<>(Set.of(
                "§1.1", "§1.2", "§1.3", "§1.4", "§1.5", "§2", "§3.1", "§3.2", "§3.3", "§3.4", "§3.5", "§3.6", "§3.7",
                "§4.1", "§4.2", "§4.3", "§5", "§6.1"));
        accepted().forEach(program -> missing.removeAll(program.expected()));
        assertThat(missing).isEmpty();
        Set<String> refusals = new TreeSet<>(
                Set.of("§1.1", "§1.2", "§1.3", "§1.4", "§1.5", "§2", "§3.1", "§3.3", "§3.4", "§3.5", "§3.6", "§3.7"));
        rejected().forEach(program -> refusals.remove(program.title().split(" ", 2)[0]));
        assertThat(refusals).isEmpty();
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

    private static String place(SourcePosition position) {
        return position.line() + ":" + position.column() + "-" + position.endLine() + ":" + position.endColumn();
    }
}

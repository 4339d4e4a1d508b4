package org.omnigraph.catalog.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.omnigraph.catalog.corpus.CorpusCase;
import org.omnigraph.catalog.lexing.Problems;
import org.omnigraph.catalog.lexing.SourceText;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.diagnostic.DiagnosticCode;

/// The schemas of the corpus with what becomes of them.
class SchemaCorpusTest {
    static Stream<CorpusCase> accepted() {
        return CorpusCase.schemas(true).stream();
    }

    static Stream<CorpusCase> rejected() {
        return CorpusCase.schemas(false).stream();
    }

    private static SchemaResult compile(String source) {
        return SchemaCompiler.compile(source.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void accepted_program_compilesPrintsBackAndIsItsOwnPlan(CorpusCase program) {
        SchemaResult result = compile(program.source());
        assertThat(result.diagnostics()).isEmpty();
        SchemaModel model = result.model().orElseThrow();
        SourceText text = SourceText.of(program.source());
        SchemaAst ast = SchemaParser.parse(text, new Problems(text, DiagnosticCode.SCHEMA_PARSE_ERROR));
        SchemaModel printed = compile(SchemaPrinter.print(ast)).model().orElseThrow();
        assertThat(printed.nodes()).isEqualTo(model.nodes());
        assertThat(printed.edges()).isEqualTo(model.edges());
        assertThat(printed.interfaces()).isEqualTo(model.interfaces());
        assertThat(MigrationPlanner.plan(AcceptedSchema.initial(model), printed))
                .isInstanceOfSatisfying(
                        MigrationResult.Planned.class,
                        planned -> assertThat(planned.plan().isEmpty()).isTrue());
    }

    @ParameterizedTest
    @MethodSource("rejected")
    void rejected_program_reportsExpectedClassesAtMarkedPlaces(CorpusCase program) {
        SchemaResult result = compile(program.source());
        assertThat(result.model()).isEmpty();
        assertThat(result.diagnostics().stream().map(d -> CorpusCase.place(d.position())))
                .containsExactlyElementsOf(
                        program.marks().stream().map(CorpusCase::place).toList());
        assertThat(result.diagnostics().stream().map(SchemaCorpusTest::shortCode))
                .containsExactlyElementsOf(program.codes());
    }

    private static String shortCode(Diagnostic diagnostic) {
        return diagnostic.code() == DiagnosticCode.SCHEMA_CATALOG_ERROR ? "C" : "P";
    }
}

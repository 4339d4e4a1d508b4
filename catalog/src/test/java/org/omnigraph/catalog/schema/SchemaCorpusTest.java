package org.omnigraph.catalog.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.omnigraph.catalog.lexing.Problems;
import org.omnigraph.catalog.lexing.SourceText;
import org.omnigraph.catalog.lexing.Span;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.diagnostic.SourcePosition;

/// Programs under `schema-corpus/` with what becomes of them. A case begins with `== `, names the rule of
/// schema-language.md that it shows (rejected ones first list the expected classes of §7), then comes the source, in
/// which `«»` mark the places of the expected problems.
class SchemaCorpusTest {
    /// One program.
    record Program(List<String> expected, String title, String source, List<Span> marks) {
        @Override
        public String toString() {
            return title;
        }
    }

    static Stream<Program> accepted() {
        return load("accepted.txt").stream();
    }

    static Stream<Program> rejected() {
        return load("rejected.txt").stream();
    }

    private static List<Program> load(String name) {
        List<Program> programs = new ArrayList<>();
        for (String block : read(name).split("(?m)^== ", -1)) {
            if (!block.isBlank()) {
                programs.add(parse(block));
            }
        }
        return programs;
    }

    private static String read(String name) {
        try (InputStream in = SchemaCorpusTest.class.getResourceAsStream("/schema-corpus/" + name)) {
            if (in == null) {
                throw new IllegalStateException("no corpus " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Program parse(String block) {
        int lineEnd = block.indexOf('\n');
        String head = block.substring(0, lineEnd);
        int bar = head.indexOf(" | ");
        List<String> expected =
                bar < 0 ? List.of() : List.of(head.substring(0, bar).split(", ", -1));
        StringBuilder source = new StringBuilder();
        List<Span> marks = new ArrayList<>();
        Deque<Integer> open = new ArrayDeque<>();
        for (char c : block.substring(lineEnd + 1).stripTrailing().toCharArray()) {
            switch (c) {
                case '«' -> open.push(source.length());
                case '»' -> marks.add(new Span(open.pop(), source.length()));
                default -> source.append(c);
            }
        }
        marks.sort(Comparator.comparingInt(Span::start));
        return new Program(expected, head.substring(Math.max(0, bar + 3)), source.toString(), marks);
    }

    private static SchemaResult compile(String source) {
        return SchemaCompiler.compile(source.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void accepted_program_compilesPrintsBackAndIsItsOwnPlan(Program program) {
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
    void rejected_program_reportsExpectedClassesAtMarkedPlaces(Program program) {
        SchemaResult result = compile(program.source());
        assertThat(result.model()).isEmpty();
        SourceText text = SourceText.of(program.source());
        assertThat(result.diagnostics().stream().map(SchemaCorpusTest::shown))
                .containsExactlyElementsOf(program.marks().stream()
                        .map(mark -> place(text.position(mark)))
                        .toList());
        assertThat(result.diagnostics().stream().map(SchemaCorpusTest::shortCode))
                .containsExactlyElementsOf(program.expected());
    }

    private static String shown(Diagnostic diagnostic) {
        return place(diagnostic.position());
    }

    private static String place(SourcePosition position) {
        return String.format(
                Locale.ROOT,
                "%d:%d-%d:%d",
                position.line(),
                position.column(),
                position.endLine(),
                position.endColumn());
    }

    private static String shortCode(Diagnostic diagnostic) {
        return diagnostic.code() == DiagnosticCode.SCHEMA_CATALOG_ERROR ? "C" : "P";
    }

    @Test
    void corpus_everyRuleOfValidation_hasRejectedPrograms() {
        Set<String> missing = new TreeSet<>();
        for (int rule = 1; rule <= 15; rule++) {
            missing.add("7." + rule);
        }
        rejected().forEach(program -> missing.remove(program.title().split(" ", 2)[0]));
        assertThat(missing).isEmpty();
    }
}

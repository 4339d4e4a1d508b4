package org.omnigraph.authoring.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.Position;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnigraph.authoring.source.LintFiles;
import org.omnigraph.authoring.source.LintOutcome;
import org.omnigraph.catalog.query.lint.LintFinding;

/// What an editor is shown of a text is what `lint` says once it is saved, for every program of the corpora.
final class LintParityTest {
    private static final Path CORPORA = Path.of("../catalog/src/test/resources");

    @TempDir
    Path temp;

    Path folder;

    @BeforeEach
    void cluster() throws IOException {
        folder = temp.toRealPath();
        Files.writeString(
                folder.resolve("cluster.yaml"),
                "version: 1\nmetadata: { name: c }\ngraphs:\n  g:\n    schema: s.pg\n    queries: [q.gq]\n");
        Files.copy(CORPORA.resolve("query-corpus/schema.pg"), folder.resolve("s.pg"));
        Files.writeString(folder.resolve("q.gq"), "query q() { match { $p: Person } return { $p.name } }\n");
    }

    private static List<String> programs(String corpus) throws IOException {
        return Stream.of("accepted.txt", "rejected.txt")
                .map(name -> read(CORPORA.resolve(corpus).resolve(name)))
                .flatMap(text -> Arrays.stream(text.split("(?m)^== ", -1)))
                .filter(block -> !block.isBlank())
                .map(block -> block.substring(block.indexOf('\n') + 1).strip().replaceAll("[«»]", ""))
                .toList();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The body of a query as a whole one, its parameters in front.
    private static String wholeQuery(String body) {
        if (body.startsWith("query ") || body.startsWith("//")) {
            return body;
        }
        String params = body.startsWith("(") ? body.substring(0, body.indexOf(')') + 1) : "()";
        String rest = body.startsWith("(") ? body.substring(params.length()) : body;
        return "query q" + params + " { /* \uD83C\uDFAC */ " + rest + " }";
    }

    @Test
    void queries_haveTheProblemsThatLintReports() throws Exception {
        List<String> sources = programs("query-corpus").stream()
                .map(LintParityTest::wholeQuery)
                .toList();
        assertThat(compared("q.gq", sources)).isGreaterThan(100);
    }

    @Test
    void schemas_haveTheProblemsThatLintReports() throws Exception {
        Files.writeString(folder.resolve("q.gq"), "");
        assertThat(compared("s.pg", programs("schema-corpus"))).isGreaterThan(50);
    }

    /// @return how many programs had problems
    private int compared(String name, List<String> sources) throws Exception {
        Path file = folder.resolve(name);
        String saved = Files.readString(file);
        int problematic = 0;
        try (Editor editor = new Editor(folder)) {
            editor.open(file, saved);
            for (int i = 0; i < sources.size(); i++) {
                String source = sources.get(i);
                int version = i + 2;
                editor.replace(file, version, source);
                Set<String> shown = new TreeSet<>();
                editor.problems(file, version).forEach(problem -> shown.add(described(problem, source)));
                Files.writeString(file, source);
                Set<String> linted = linted(name);
                Files.writeString(file, saved);
                assertThat(shown).as(source).isEqualTo(linted);
                problematic += shown.isEmpty() ? 0 : 1;
            }
        }
        return problematic;
    }

    /// What lint says of the file itself, without what it says of others.
    private Set<String> linted(String name) {
        LintOutcome outcome = LintFiles.folder(folder);
        Set<String> described = new TreeSet<>();
        outcome.diagnostics().stream()
                .filter(problem -> problem.path().equals(name))
                .forEach(problem -> described.add(problem.code().wireName() + " "
                        + problem.severity().wireName() + " "
                        + (problem.position().isKnown()
                                ? problem.position().line() + ":"
                                        + problem.position().column() + "-"
                                        + problem.position().endLine() + ":"
                                        + problem.position().endColumn()
                                : "1:1-1:1")
                        + " " + problem.message()
                        + (problem.help().isEmpty() ? "" : "\n" + problem.help())));
        outcome.reports().stream()
                .filter(report -> report.queryPath().equals(name))
                .forEach(report -> {
                    report.findings().stream()
                            .filter(finding -> finding.level() != LintFinding.Level.ERROR)
                            .forEach(finding -> described.add("advice " + finding.message()));
                    report.results()
                            .forEach(
                                    result -> result.warnings().forEach(warning -> described.add("advice " + warning)));
                });
        return described;
    }

    private static String described(Diagnostic problem, String source) {
        String code = problem.getCode() == null ? "" : problem.getCode().getLeft();
        if (code.isEmpty() || code.startsWith("L")) {
            return "advice " + problem.getMessage();
        }
        Map<String, String> severities = Map.of("Error", "error", "Warning", "warning");
        return code + " " + severities.get(problem.getSeverity().name()) + " "
                + place(source, problem.getRange().getStart()) + "-"
                + place(source, problem.getRange().getEnd()) + " " + problem.getMessage();
    }

    /// A place of the protocol as diagnostics count.
    private static String place(String source, Position position) {
        String line = source.split("\n", -1)[position.getLine()];
        return (position.getLine() + 1) + ":" + (line.codePointCount(0, position.getCharacter()) + 1);
    }
}

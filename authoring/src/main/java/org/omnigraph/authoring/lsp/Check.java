package org.omnigraph.authoring.lsp;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.omnigraph.authoring.language.QueryText;
import org.omnigraph.authoring.language.SchemaText;
import org.omnigraph.authoring.language.TextPlaces;
import org.omnigraph.authoring.language.TextRange;
import org.omnigraph.authoring.source.LintFiles;
import org.omnigraph.authoring.source.LintOutcome;
import org.omnigraph.catalog.query.QueryParser;
import org.omnigraph.catalog.query.lint.LintFinding;
import org.omnigraph.catalog.query.lint.LintReport;
import org.omnigraph.catalog.query.lint.LintedQuery;
import org.omnigraph.catalog.query.lint.QueryLint;
import org.omnigraph.catalog.query.lint.SchemaOrigin;
import org.omnigraph.catalog.schema.SchemaCompiler;
import org.omnigraph.controlplane.config.ConfigLoader;
import org.omnigraph.controlplane.config.EditedFiles;
import org.omnigraph.controlplane.config.LoadedConfig;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.diagnostic.DiagnosticCode;

/// Checks texts with the checkers of `validate` and `lint`, so that the verdicts are theirs.
final class Check {
    private Check() {}

    /// A whole cluster folder as it would be with these texts saved: the problems of each file that has any.
    static Map<Path, List<Problem>> folder(Path folder, LoadedConfig config, EditedFiles edited) {
        LintOutcome outcome = LintFiles.folder(folder, config, edited);
        Map<String, List<Diagnostic>> byPath = new LinkedHashMap<>();
        outcome.diagnostics().stream()
                .distinct()
                .forEach(problem -> byPath.computeIfAbsent(problem.path(), _ -> new ArrayList<>())
                        .add(problem));
        Map<Path, Set<Problem>> problems = new LinkedHashMap<>();
        byPath.forEach((path, found) -> {
            String text = text(folder, path, edited);
            boolean isFile = !text.isEmpty();
            TextPlaces index = new TextPlaces(text);
            Path file = isFile ? folder.resolve(path).normalize() : folder.resolve(Workspace.CLUSTER_YAML);
            for (Diagnostic problem : found) {
                String about = isFile ? "" : problem.path() + ": ";
                problems.computeIfAbsent(file, _ -> new LinkedHashSet<>()).add(problem(problem, index, isFile, about));
            }
        });
        for (LintReport report : outcome.reports()) {
            if (report.warnings() + report.infos() == 0) {
                continue;
            }
            Path file = folder.resolve(report.queryPath()).normalize();
            problems.computeIfAbsent(file, _ -> new LinkedHashSet<>())
                    .addAll(advice(report, text(folder, report.queryPath(), edited)));
        }
        Map<Path, List<Problem>> result = new LinkedHashMap<>();
        problems.forEach((file, found) -> result.put(file, List.copyOf(found)));
        return result;
    }

    private static String text(Path folder, String path, EditedFiles edited) {
        return ConfigLoader.read(folder, path, edited)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .orElse("");
    }

    /// A schema by itself.
    static List<Problem> schema(String text) {
        TextPlaces index = new TextPlaces(text);
        return SchemaCompiler.compile(text.getBytes(StandardCharsets.UTF_8)).diagnostics().stream()
                .map(problem -> problem(problem, index, true, ""))
                .toList();
    }

    /// Queries by themselves: only whether they parse.
    static List<Problem> queries(String text) {
        TextPlaces index = new TextPlaces(text);
        return QueryParser.parse(text).diagnostics().stream()
                .map(problem -> problem(problem, index, true, ""))
                .toList();
    }

    /// Queries against a schema; against none if that is broken.
    static List<Problem> queries(String text, String schema) {
        return SchemaCompiler.compile(schema.getBytes(StandardCharsets.UTF_8))
                .model()
                .map(model -> {
                    LintReport report = QueryLint.lint(text, "", model, new SchemaOrigin.OfFile(""));
                    TextPlaces index = new TextPlaces(text);
                    List<Problem> problems = new ArrayList<>();
                    report.diagnostics().forEach(problem -> problems.add(problem(problem, index, true, "")));
                    problems.addAll(advice(report, text));
                    return problems;
                })
                .orElseGet(() -> queries(text));
    }

    /// A text that is longer than any file may be.
    static List<Problem> tooLong() {
        return List.of(problem(
                Diagnostic.of(
                        DiagnosticCode.CONFIG_FILE_TOO_LARGE,
                        "",
                        "The file is larger than " + (Document.LENGTH_MAX >> 20) + " MiB and was not looked into."),
                new TextPlaces(""),
                true,
                ""));
    }

    private static List<Problem> advice(LintReport report, String text) {
        QueryText queries = new QueryText(text, new SchemaText(""));
        List<Problem> advice = new ArrayList<>();
        for (LintedQuery query : report.results()) {
            query.warnings()
                    .forEach(warning -> advice.add(
                            new Problem(queries.rangeOfQuery(query.name()), Problem.Weight.WARNING, "", warning, "")));
        }
        for (LintFinding finding : report.findings()) {
            // Errors are among the diagnostics, with their places.
            if (finding.level() != LintFinding.Level.ERROR) {
                TextRange range = finding.queryNames().stream()
                        .findFirst()
                        .map(queries::rangeOfQuery)
                        .orElse(TextRange.START);
                Problem.Weight weight =
                        finding.level() == LintFinding.Level.WARNING ? Problem.Weight.WARNING : Problem.Weight.INFO;
                advice.add(new Problem(range, weight, finding.code(), finding.message(), ""));
            }
        }
        return advice;
    }

    private static Problem problem(Diagnostic problem, TextPlaces index, boolean placed, String about) {
        String help = problem.help().isEmpty() ? "" : "\n" + problem.help();
        return new Problem(
                placed ? index.range(problem.position()) : TextRange.START,
                problem.isError() ? Problem.Weight.ERROR : Problem.Weight.WARNING,
                problem.code().wireName(),
                about + problem.message() + help,
                problem.code().runbook());
    }
}

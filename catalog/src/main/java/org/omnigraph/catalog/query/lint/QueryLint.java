package org.omnigraph.catalog.query.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.omnigraph.catalog.query.CheckResult;
import org.omnigraph.catalog.query.ParseResult;
import org.omnigraph.catalog.query.QueryChecker;
import org.omnigraph.catalog.query.QueryParser;
import org.omnigraph.catalog.query.ast.QueryDecl;
import org.omnigraph.catalog.query.ast.QueryFile;
import org.omnigraph.catalog.query.checked.CheckedMutation;
import org.omnigraph.catalog.query.checked.CheckedQuery;
import org.omnigraph.catalog.query.checked.CheckedStatement;
import org.omnigraph.catalog.schema.NodeType;
import org.omnigraph.catalog.schema.Property;
import org.omnigraph.catalog.schema.SchemaModel;
import org.omnigraph.state.diagnostic.Diagnostic;

/// Lints `.gq` files against a schema (query-language.md §10). Pure.
public final class QueryLint {
    private static final String DOES_NOT_PARSE = "Q000";
    private static final String NEVER_UPDATED = "L201";

    private QueryLint() {}

    /// Parses a file, checks each query and gathers advice.
    ///
    /// @param source the text of the file
    /// @param queryPath how the report calls the file
    public static LintReport lint(String source, String queryPath, SchemaModel schema, SchemaOrigin origin) {
        ParseResult parsed = QueryParser.parse(source);
        return parsed.file()
                .map(file -> lint(file, queryPath, schema, origin))
                .orElseGet(() -> unparsed(parsed.diagnostics(), queryPath, origin));
    }

    private static LintReport unparsed(List<Diagnostic> problems, String queryPath, SchemaOrigin origin) {
        List<LintFinding> findings = problems.stream()
                .map(problem ->
                        new LintFinding(LintFinding.Level.ERROR, DOES_NOT_PARSE, placed(problem), "", "", List.of()))
                .toList();
        return new LintReport(origin, queryPath, List.of(), findings, withPath(problems, queryPath));
    }

    private static String placed(Diagnostic problem) {
        return problem.position().isKnown()
                ? "line " + problem.position().line() + ", column "
                        + problem.position().column() + ": " + problem.message()
                : problem.message();
    }

    private static List<Diagnostic> withPath(List<Diagnostic> problems, String path) {
        return problems.stream().map(problem -> problem.withPath(path)).toList();
    }

    private static LintReport lint(QueryFile file, String queryPath, SchemaModel schema, SchemaOrigin origin) {
        QueryChecker checker = new QueryChecker(schema);
        List<LintedQuery> results = new ArrayList<>();
        List<Diagnostic> problems = new ArrayList<>();
        for (QueryDecl query : file.queries()) {
            CheckResult result = checker.check(query);
            problems.addAll(withPath(result.diagnostics(), queryPath));
            results.add(new LintedQuery(query.name().text(), query.isMutation(), warnings(query), result));
        }
        return new LintReport(origin, queryPath, results, neverUpdated(results), problems);
    }

    private static List<String> warnings(QueryDecl query) {
        return query.isMutation() && query.params().isEmpty()
                ? List.of("This mutation takes no parameters: every call writes the same.")
                : List.of();
    }

    /// What the valid updates of one node type have in common.
    private record Updates(NodeType type, SortedSet<String> queries, SortedSet<String> properties) {}

    private static List<LintFinding> neverUpdated(List<LintedQuery> results) {
        Map<String, Updates> updatesByType = new TreeMap<>();
        for (LintedQuery result : results) {
            CheckedQuery query = result.checked().orElse(null);
            if (query instanceof CheckedMutation mutation) {
                for (CheckedStatement statement : mutation.statements()) {
                    if (statement instanceof CheckedStatement.UpdateNodes update) {
                        Updates updates = updatesByType.computeIfAbsent(
                                update.type().name(),
                                _ -> new Updates(update.type(), new TreeSet<>(), new TreeSet<>()));
                        updates.queries().add(result.name());
                        update.assignments()
                                .forEach(a ->
                                        updates.properties().add(a.property().name()));
                    }
                }
            }
        }
        List<LintFinding> findings = new ArrayList<>();
        updatesByType.values().forEach(updates -> findings.addAll(neverUpdated(updates)));
        return findings;
    }

    private static List<LintFinding> neverUpdated(Updates updates) {
        List<String> keys = updates.type().keyProperties();
        return updates.type().properties().stream()
                .filter(Property::nullable)
                .filter(p -> !updates.properties().contains(p.name()) && !keys.contains(p.name()))
                .filter(p -> p.annotation("embed").isEmpty())
                .map(p -> new LintFinding(
                        LintFinding.Level.WARNING,
                        NEVER_UPDATED,
                        "`" + updates.type().name() + "." + p.name()
                                + "` is nullable, and no update of this file sets it.",
                        updates.type().name(),
                        p.name(),
                        List.copyOf(updates.queries())))
                .toList();
    }
}

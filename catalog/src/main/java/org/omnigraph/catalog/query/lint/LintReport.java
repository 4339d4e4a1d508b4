package org.omnigraph.catalog.query.lint;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.omnigraph.catalog.query.QueryEntry;
import org.omnigraph.catalog.query.checked.CheckedQuery;
import org.omnigraph.catalog.query.checked.TypeUse;
import org.omnigraph.state.diagnostic.Diagnostic;

/// The outcome of a lint of one `.gq` file (query-language.md §10).
///
/// @param results per query, in source order; empty if the file does not parse
/// @param findings sorted
/// @param diagnostics every syntax and type error with its place, for people
public record LintReport(
        SchemaOrigin schema,
        String queryPath,
        List<LintedQuery> results,
        List<LintFinding> findings,
        List<Diagnostic> diagnostics) {
    public LintReport {
        results = List.copyOf(results);
        findings = findings.stream().sorted().toList();
        diagnostics = List.copyOf(diagnostics);
    }

    /// False if anything is an error; only then the exit code is not zero.
    public boolean isOk() {
        return errors() == 0;
    }

    /// Queries with errors, and findings that are errors.
    public long errors() {
        return count(LintFinding.Level.ERROR)
                + results.stream().filter(result -> !result.isOk()).count();
    }

    /// Findings that are warnings, and the warnings of queries.
    public long warnings() {
        return count(LintFinding.Level.WARNING)
                + results.stream().mapToLong(result -> result.warnings().size()).sum();
    }

    public long infos() {
        return count(LintFinding.Level.INFO);
    }

    private long count(LintFinding.Level level) {
        return findings.stream().filter(finding -> finding.level() == level).count();
    }

    /// The report as query-language.md §10 lays it out.
    public ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("status", isOk() ? "ok" : "error");
        json.set("schema_source", schemaJson());
        json.put("query_path", queryPath).put("queries_processed", results.size());
        json.put("errors", errors()).put("warnings", warnings()).put("infos", infos());
        ArrayNode resultsJson = json.putArray("results");
        results.forEach(result -> resultsJson.add(resultJson(result)));
        ArrayNode findingsJson = json.putArray("findings");
        findings.forEach(finding -> findingsJson.add(findingJson(finding)));
        return json;
    }

    private ObjectNode schemaJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        return switch (schema) {
            case SchemaOrigin.OfFile(String path) -> json.put("kind", "file").put("path", path);
            case SchemaOrigin.OfGraph(String uri) -> json.put("kind", "graph").put("uri", uri);
        };
    }

    private static ObjectNode resultJson(LintedQuery result) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("name", result.name())
                .put("kind", result.mutation() ? "mutation" : "read")
                .put("status", result.isOk() ? "ok" : "error");
        if (!result.warnings().isEmpty()) {
            ArrayNode warnings = json.putArray("warnings");
            result.warnings().forEach(warnings::add);
        }
        if (!result.isOk()) {
            json.put("error", result.error());
        }
        result.checked().ifPresent(query -> json.set("operation", operation(query)));
        return json;
    }

    /// The descriptor of a checked query: `{result, reads, writes}`.
    public static ObjectNode operation(CheckedQuery query) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.set("result", QueryEntry.descriptors(query.columns()));
        json.set("reads", typeUses(query.reads()));
        json.set("writes", typeUses(query.writes()));
        return json;
    }

    private static ArrayNode typeUses(List<TypeUse> uses) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        uses.forEach(use -> array.addObject().put("kind", use.kind().wireName()).put("type_name", use.typeName()));
        return array;
    }

    private static ObjectNode findingJson(LintFinding finding) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("severity", finding.level().wireName())
                .put("code", finding.code())
                .put("message", finding.message());
        if (!finding.typeName().isEmpty()) {
            json.put("type_name", finding.typeName());
        }
        if (!finding.property().isEmpty()) {
            json.put("property", finding.property());
        }
        if (!finding.queryNames().isEmpty()) {
            ArrayNode names = json.putArray("query_names");
            finding.queryNames().forEach(names::add);
        }
        return json;
    }
}

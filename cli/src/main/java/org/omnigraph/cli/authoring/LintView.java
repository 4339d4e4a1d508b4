package org.omnigraph.cli.authoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.omnigraph.authoring.source.LintOutcome;
import org.omnigraph.catalog.query.lint.LintFinding;
import org.omnigraph.catalog.query.lint.LintReport;
import org.omnigraph.catalog.query.lint.LintedQuery;
import org.omnigraph.cli.format.DiagnosticJson;
import org.omnigraph.cli.format.Prose;
import org.omnigraph.cli.format.Style;
import org.omnigraph.cli.format.View;
import org.omnigraph.state.diagnostic.Diagnostic;

/// `lint`: the report of query-language.md §10 for one file, a list of them for several.
record LintView(LintOutcome outcome) implements View {
    @Override
    public JsonNode json() {
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("ok", outcome.ok());
        if (outcome.single()) {
            node.setAll(outcome.reports().getFirst().toJson());
        } else {
            ArrayNode reports = node.putArray("reports");
            outcome.reports().forEach(report -> reports.add(report.toJson()));
        }
        node.set("diagnostics", DiagnosticJson.array(outcome.diagnostics()));
        return node;
    }

    @Override
    public String human(Style style) {
        StringBuilder text = new StringBuilder();
        for (LintReport report : outcome.reports()) {
            if (report.warnings() + report.infos() > 0) {
                text.append(style.bold(Prose.printable(report.queryPath()))).append('\n');
                report.findings().stream()
                        .filter(finding -> finding.level() != LintFinding.Level.ERROR)
                        .forEach(finding ->
                                advice(text, finding.level().wireName(), finding.code(), finding.message(), style));
                for (LintedQuery query : report.results()) {
                    query.warnings().forEach(warning -> advice(text, "warning", query.name(), warning, style));
                }
            }
        }
        return text.append(summary()).append(".\n").toString();
    }

    private static void advice(StringBuilder text, String level, String about, String message, Style style) {
        String head = level + "[" + about + "]: ";
        List<String> lines = Prose.wrap(head + message, style.width() - 4);
        text.append("  ")
                .append(style.yellow(head.strip()))
                .append(lines.getFirst().substring(head.length() - 1))
                .append('\n');
        lines.stream().skip(1).forEach(line -> text.append("    ").append(line).append('\n'));
    }

    private String summary() {
        long errors = outcome.diagnostics().stream().filter(Diagnostic::isError).count();
        return Prose.count(outcome.files(), "file", "files") + ", " + Prose.count(errors, "error", "errors") + ", "
                + Prose.count(outcome.warnings(), "warning", "warnings");
    }
}

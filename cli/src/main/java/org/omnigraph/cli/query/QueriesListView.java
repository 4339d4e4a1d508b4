package org.omnigraph.cli.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Collectors;
import org.omnigraph.catalog.query.QueryEntry;
import org.omnigraph.catalog.query.ast.QueryAnnotation;
import org.omnigraph.catalog.query.checked.ResultColumn;
import org.omnigraph.catalog.query.checked.ResultKind;
import org.omnigraph.cli.format.DiagnosticJson;
import org.omnigraph.cli.format.Prose;
import org.omnigraph.cli.format.Style;
import org.omnigraph.cli.format.View;
import org.omnigraph.controlplane.task.AppliedQueriesOutcome;
import org.omnigraph.controlplane.task.ListedQuery;

/// `queries list`: each entry as the server's catalogue has it (query-language.md §11.3), with columns and digest.
record QueriesListView(AppliedQueriesOutcome outcome) implements View {
    private static final int DIGEST_SHOWN = 12;

    @Override
    public JsonNode json() {
        ObjectNode node = QueriesJson.begin(outcome, outcome.ok());
        ArrayNode queries = node.putArray("queries");
        for (ListedQuery query : outcome.queries()) {
            ObjectNode entry = queries.addObject();
            entry.setAll(query.entry().toJson());
            if (query.fit() == ListedQuery.Fit.FITS && !query.entry().mutation()) {
                entry.set("columns", QueryEntry.descriptors(query.columns()));
            }
            if (query.fit() != ListedQuery.Fit.UNKNOWN) {
                entry.put("fits", query.fit() == ListedQuery.Fit.FITS);
            }
            entry.put("digest", query.digest().hex());
        }
        node.set("diagnostics", DiagnosticJson.array(outcome.diagnostics()));
        return node;
    }

    @Override
    public String human(Style style) {
        if (outcome.queries().isEmpty() && !outcome.ok()) {
            return "";
        }
        StringBuilder text = new StringBuilder();
        for (ListedQuery query : outcome.queries()) {
            append(text, query, style);
        }
        return text.append(Prose.count(outcome.queries().size(), "query", "queries"))
                .append(" of ")
                .append(outcome.graphId())
                .append(" in ledger revision ")
                .append(outcome.stateRevision())
                .append(".\n")
                .toString();
    }

    private static void append(StringBuilder text, ListedQuery query, Style style) {
        QueryEntry entry = query.entry();
        text.append(style.bold(entry.name()))
                .append("  ")
                .append(entry.mutation() ? "mutation" : "read")
                .append("  ")
                .append(style.dim(query.digest().hex().substring(0, DIGEST_SHOWN)))
                .append(query.fit() == ListedQuery.Fit.BROKEN ? "  " + style.red("does not fit the live schema") : "")
                .append('\n');
        for (QueryAnnotation annotation : entry.annotations()) {
            lines(text, annotation.kind().word() + ": " + Prose.printable(annotation.text()), style);
        }
        if (!entry.params().isEmpty()) {
            lines(text, "parameters: " + columns(entry.params(), "$"), style);
        }
        if (!query.columns().isEmpty()) {
            lines(text, "returns: " + columns(query.columns(), ""), style);
        }
        text.append('\n');
    }

    private static void lines(StringBuilder text, String line, Style style) {
        List<String> wrapped = Prose.wrap(line, style.width() - 6);
        text.append("    ").append(wrapped.getFirst()).append('\n');
        wrapped.stream()
                .skip(1)
                .forEach(rest -> text.append("      ").append(rest).append('\n'));
    }

    private static String columns(List<ResultColumn> columns, String before) {
        return columns.stream()
                .map(column ->
                        before + Prose.printable(column.name()) + ": " + kind(column) + (column.nullable() ? "?" : ""))
                .collect(Collectors.joining(", "));
    }

    private static String kind(ResultColumn column) {
        String kind = column.kind().wireName();
        if (column.kind() == ResultKind.LIST) {
            return kind + " of " + column.itemKind().wireName();
        }
        return column.kind() == ResultKind.VECTOR ? kind + " of " + column.vectorDimension() : kind;
    }
}

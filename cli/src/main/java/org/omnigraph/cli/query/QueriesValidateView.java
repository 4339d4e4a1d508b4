package org.omnigraph.cli.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.omnigraph.cli.format.DiagnosticJson;
import org.omnigraph.cli.format.Prose;
import org.omnigraph.cli.format.Style;
import org.omnigraph.cli.format.View;
import org.omnigraph.controlplane.task.AppliedQueriesOutcome;
import org.omnigraph.controlplane.task.ListedQuery;
import org.omnigraph.state.diagnostic.Diagnostic;

/// `queries validate`: which applied queries fit the live schema; why the others do not is in the diagnostics.
record QueriesValidateView(AppliedQueriesOutcome outcome) implements View {

    /// Everything that was found: what keeps the queries from being looked at, then what is wrong with single ones.
    public static List<Diagnostic> diagnostics(AppliedQueriesOutcome outcome) {
        List<Diagnostic> all = new ArrayList<>(outcome.diagnostics());
        all.addAll(outcome.problems());
        return all;
    }

    @Override
    public JsonNode json() {
        ObjectNode node =
                QueriesJson.begin(outcome, outcome.ok() && outcome.problems().isEmpty());
        ArrayNode queries = node.putArray("queries");
        for (ListedQuery query : outcome.queries()) {
            if (query.fit() != ListedQuery.Fit.UNKNOWN) {
                queries.addObject()
                        .put("name", query.entry().name())
                        .put("mutation", query.entry().mutation())
                        .put("status", query.fit() == ListedQuery.Fit.FITS ? "ok" : "error");
            }
        }
        node.set("diagnostics", DiagnosticJson.array(diagnostics(outcome)));
        return node;
    }

    @Override
    public String human(Style style) {
        if (!outcome.ok()) {
            return "";
        }
        long broken = outcome.queries().stream()
                .filter(query -> query.fit() == ListedQuery.Fit.BROKEN)
                .count();
        String of = " of " + outcome.graphId() + " in ledger revision " + outcome.stateRevision();
        String all = Prose.count(outcome.queries().size(), "query", "queries") + of;
        return broken == 0
                ? style.green("Valid.") + " " + all + ", checked against the live schema.\n"
                : broken + " of " + all + " no longer fit the live schema.\n";
    }
}

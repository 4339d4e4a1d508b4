package org.omnigraph.cli.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.omnigraph.cli.format.JsonText;
import org.omnigraph.cli.format.Prose;
import org.omnigraph.cli.format.Style;
import org.omnigraph.cli.format.View;
import org.omnigraph.controlplane.task.HistoryEntry;
import org.omnigraph.controlplane.task.HistoryShowOutcome;

/// `cluster history show N`.
record HistoryShowView(HistoryShowOutcome outcome) implements View {
    @Override
    public JsonNode json() {
        ObjectNode node = OutcomeJson.begin(outcome);
        node.set("revisions", HistoryView.entries(outcome.revisions()));
        if (!outcome.state().isNull()) {
            node.set("state", outcome.state());
        }
        return OutcomeJson.end(node, outcome);
    }

    @Override
    public String human(Style style) {
        StringBuilder text = new StringBuilder();
        for (HistoryEntry entry : outcome.revisions()) {
            text.append(style.bold("Revision " + entry.revision()))
                    .append(": ")
                    .append(entry.operation())
                    .append(" at ")
                    .append(entry.at())
                    .append(entry.actor().isEmpty() ? "" : " by " + Prose.printable(entry.actor()))
                    .append(entry.reason().isEmpty() ? "" : ": " + Prose.printable(entry.reason()))
                    .append('\n');
            entry.changed().forEach(address -> text.append("  ").append(address).append('\n'));
        }
        if (!outcome.state().isNull()) {
            text.append('\n').append(JsonText.indented(outcome.state())).append('\n');
        }
        return text.toString();
    }
}

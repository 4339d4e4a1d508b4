package org.omnigraph.cli.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.omnigraph.cli.format.Commands;
import org.omnigraph.cli.format.Prose;
import org.omnigraph.cli.format.Style;
import org.omnigraph.cli.format.View;
import org.omnigraph.controlplane.task.DriftFinding;
import org.omnigraph.controlplane.task.DriftOutcome;
import org.omnigraph.state.json.Json;

/// `cluster drift`.
record DriftView(DriftOutcome outcome) implements View {
    @Override
    public JsonNode json() {
        ObjectNode node = OutcomeJson.begin(outcome);
        node.set("state_observations", OutcomeJson.observations(outcome.stateObservations()));
        ArrayNode drift = node.putArray("drift");
        for (DriftFinding finding : outcome.drift()) {
            ObjectNode entry = drift.addObject()
                    .put("resource", finding.resource().toString())
                    .put("condition", finding.condition());
            Json.putUnlessEmpty(entry, "message", finding.message());
        }
        node.set("pending_changes", OutcomeJson.changes(outcome.pendingChanges()));
        return OutcomeJson.end(node, outcome);
    }

    @Override
    public String human(Style style) {
        if (!outcome.ok()) {
            return "";
        }
        if (outcome.drift().isEmpty() && outcome.pendingChanges().isEmpty()) {
            return style.green("No drift.") + " Ledger, catalog and graphs agree with each other and the config.\n";
        }
        StringBuilder text = new StringBuilder();
        if (!outcome.drift().isEmpty()) {
            text.append(style.bold("Drifted from the ledger:")).append('\n');
            for (DriftFinding finding : outcome.drift()) {
                text.append("  ")
                        .append(style.yellow("!"))
                        .append(' ')
                        .append(finding.resource())
                        .append("  ")
                        .append(finding.condition())
                        .append('\n');
                for (String line : Prose.wrap(finding.message(), style.width() - 6)) {
                    text.append("      ").append(line).append('\n');
                }
            }
            text.append("Next: ")
                    .append(Commands.cluster("refresh", outcome.configDir()))
                    .append('\n');
        }
        if (!outcome.pendingChanges().isEmpty()) {
            text.append(outcome.drift().isEmpty() ? "" : "\n")
                    .append(style.bold("Declared but not applied:"))
                    .append('\n');
            ChangeList.append(text, outcome.pendingChanges(), style);
            text.append("Next: ")
                    .append(Commands.cluster("plan", outcome.configDir()))
                    .append('\n');
        }
        return text.toString();
    }
}

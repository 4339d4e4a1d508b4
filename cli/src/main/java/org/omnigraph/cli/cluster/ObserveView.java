package org.omnigraph.cli.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.omnigraph.cli.format.Commands;
import org.omnigraph.cli.format.Style;
import org.omnigraph.cli.format.View;
import org.omnigraph.controlplane.task.ObserveOutcome;

/// `cluster refresh` and `cluster import`.
record ObserveView(ObserveOutcome outcome) implements View {
    @Override
    public JsonNode json() {
        ObjectNode node = OutcomeJson.begin(outcome);
        node.put("operation", outcome.operation());
        node.set("state_observations", OutcomeJson.observations(outcome.stateObservations()));
        node.set("resource_digests", OutcomeJson.digests(outcome.resourceDigests()));
        node.set("resource_statuses", OutcomeJson.statuses(outcome.resourceStatuses()));
        node.set("observations", OutcomeJson.trees(outcome.observations()));
        node.put("state_written", outcome.stateWritten());
        return OutcomeJson.end(node, outcome);
    }

    @Override
    public String human(Style style) {
        if (!outcome.stateObservations().stateFound() && !outcome.stateWritten()) {
            return "";
        }
        StringBuilder text = new StringBuilder();
        String absent = StatusList.isFirst(outcome.stateObservations()) ? "not there yet" : style.yellow("not there");
        for (Map.Entry<String, JsonNode> seen : outcome.observations().entrySet()) {
            text.append("  ")
                    .append(seen.getKey())
                    .append("  ")
                    .append(seen.getValue().path("exists").asBoolean() ? "found" : absent)
                    .append('\n');
        }
        StatusList.append(
                text,
                outcome.resourceDigests(),
                outcome.resourceStatuses(),
                outcome.stateObservations(),
                outcome.configDir(),
                style);
        text.append('\n');
        if (outcome.stateWritten()) {
            text.append(style.green(outcome.operation().equals("import") ? "Imported:" : "Refreshed:"))
                    .append(" ledger revision ")
                    .append(outcome.stateObservations().stateRevision())
                    .append(" written.\n");
        } else {
            text.append("Nothing was written.\n");
        }
        if (outcome.ok()) {
            text.append("Next: ")
                    .append(Commands.cluster("plan", outcome.configDir()))
                    .append('\n');
        }
        return text.toString();
    }
}

package org.omnigraph.cli.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.omnigraph.cli.format.Commands;
import org.omnigraph.cli.format.Style;
import org.omnigraph.cli.format.View;
import org.omnigraph.controlplane.task.StatusOutcome;

/// `cluster status`.
record StatusView(StatusOutcome outcome) implements View {
    @Override
    public JsonNode json() {
        ObjectNode node = OutcomeJson.begin(outcome);
        node.set("state_observations", OutcomeJson.observations(outcome.stateObservations()));
        node.set("resource_digests", OutcomeJson.digests(outcome.resourceDigests()));
        node.set("resource_statuses", OutcomeJson.statuses(outcome.resourceStatuses()));
        node.set("observations", OutcomeJson.trees(outcome.observations()));
        return OutcomeJson.end(node, outcome);
    }

    @Override
    public String human(Style style) {
        if (!outcome.stateObservations().stateFound()) {
            return outcome.ok()
                    ? "There is no ledger yet. Next: " + Commands.cluster("import", outcome.configDir()) + "\n"
                    : "";
        }
        StringBuilder text = new StringBuilder();
        StatusList.append(
                text,
                outcome.resourceDigests(),
                outcome.resourceStatuses(),
                outcome.stateObservations(),
                outcome.configDir(),
                style);
        return text.toString();
    }
}

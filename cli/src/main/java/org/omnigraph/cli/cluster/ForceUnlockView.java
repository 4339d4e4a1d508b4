package org.omnigraph.cli.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.omnigraph.cli.format.Commands;
import org.omnigraph.cli.format.Style;
import org.omnigraph.cli.format.View;
import org.omnigraph.controlplane.task.ForceUnlockOutcome;

/// `cluster force-unlock`.
record ForceUnlockView(ForceUnlockOutcome outcome) implements View {
    @Override
    public JsonNode json() {
        ObjectNode node = OutcomeJson.begin(outcome);
        node.set("state_observations", OutcomeJson.observations(outcome.stateObservations()));
        node.put("lock_removed", outcome.lockRemoved());
        return OutcomeJson.end(node, outcome);
    }

    @Override
    public String human(Style style) {
        return outcome.lockRemoved()
                ? style.green("Unlocked:") + " the lock was removed.\nNext: "
                        + Commands.cluster("status", outcome.configDir()) + "\n"
                : "";
    }
}

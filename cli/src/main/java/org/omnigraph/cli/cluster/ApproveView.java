package org.omnigraph.cli.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.omnigraph.cli.format.Commands;
import org.omnigraph.cli.format.Style;
import org.omnigraph.cli.format.View;
import org.omnigraph.controlplane.task.ApproveOutcome;
import org.omnigraph.state.json.Json;

/// `cluster approve`.
record ApproveView(ApproveOutcome outcome) implements View {
    @Override
    public JsonNode json() {
        ObjectNode node = OutcomeJson.begin(outcome);
        Json.putUnlessEmpty(node, "approval_id", outcome.approvalId());
        Json.putUnlessEmpty(node, "resource", outcome.resource());
        Json.putUnlessEmpty(node, "operation", outcome.operation());
        Json.putUnlessEmpty(node, "approved_by", outcome.approvedBy());
        return OutcomeJson.end(node, outcome);
    }

    @Override
    public String human(Style style) {
        if (outcome.approvalId().isEmpty()) {
            return "";
        }
        return style.green("Approved:") + " " + outcome.operation() + " of " + outcome.resource() + ", by "
                + outcome.approvedBy() + " (approval " + outcome.approvalId() + ").\n"
                + "It holds for exactly this config and ledger; any change to either voids it.\n"
                + "Next: " + Commands.cluster("apply", outcome.configDir()) + "\n";
    }
}

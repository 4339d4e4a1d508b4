package org.omnigraph.cli.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.omnigraph.cli.format.Commands;
import org.omnigraph.cli.format.Style;
import org.omnigraph.cli.format.View;
import org.omnigraph.controlplane.task.RollbackOutcome;
import org.omnigraph.state.json.Json;

/// `cluster rollback`.
record RollbackView(RollbackOutcome outcome) implements View {
    @Override
    public JsonNode json() {
        ObjectNode node = OutcomeJson.begin(outcome);
        Json.putUnlessEmpty(node, "actor", outcome.actor());
        node.put("to_revision", outcome.toRevision()).put("reason", outcome.reason());
        node.set("state_observations", OutcomeJson.observations(outcome.stateObservations()));
        node.set("changes", OutcomeJson.changes(outcome.changes()));
        node.put("complete", outcome.complete()).put("state_written", outcome.stateWritten());
        return OutcomeJson.end(node, outcome);
    }

    @Override
    public String human(Style style) {
        long revision = outcome.stateObservations().stateRevision();
        if (outcome.changes().isEmpty()) {
            return outcome.ok()
                    ? style.green("Nothing to do.") + " The ledger, revision " + revision
                            + ", is what it was at revision " + outcome.toRevision() + ".\n"
                    : "";
        }
        StringBuilder text = new StringBuilder();
        ChangeList.append(text, outcome.changes(), style);
        text.append('\n');
        if (!outcome.acknowledged()) {
            return text.append(style.red("Not rolled back:"))
                    .append(" nothing of this run is recorded in the ledger.\n")
                    .toString();
        }
        if (!outcome.stateWritten()) {
            return text.append(style.yellow("Nothing was rolled back:"))
                    .append(" all that differs from revision ")
                    .append(outcome.toRevision())
                    .append(" is blocked.\n")
                    .toString();
        }
        text.append(style.bold("Rolled back to revision " + outcome.toRevision() + ": "))
                .append(ChangeList.counts(outcome.changes(), true))
                .append(". Ledger revision ")
                .append(revision)
                .append(".\n");
        if (!outcome.complete()) {
            text.append(style.yellow("Not wholly:")).append(" what is blocked above stays as it is now.\n");
        }
        return text.append("Put the config folder back too, or the next apply undoes this: see\n  ")
                .append(Commands.cluster("plan", outcome.configDir()))
                .append('\n')
                .toString();
    }
}

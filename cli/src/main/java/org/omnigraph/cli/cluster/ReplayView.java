package org.omnigraph.cli.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.omnigraph.cli.format.Prose;
import org.omnigraph.cli.format.Style;
import org.omnigraph.cli.format.View;
import org.omnigraph.controlplane.task.ReplayOutcome;

/// `cluster replay`.
public record ReplayView(ReplayOutcome outcome) implements View {
    private static final int NAME_WIDTH = 10;

    @Override
    public JsonNode json() {
        ObjectNode node = OutcomeJson.begin(outcome);
        node.set("state_observations", OutcomeJson.observations(outcome.stateObservations()));
        if (outcome.revision() >= 0) {
            node.put("revision", outcome.revision());
        }
        node.put("records", outcome.records())
                .put("states_rebuilt", outcome.statesRebuilt())
                .put("compared", outcome.compared());
        node.set("digests", OutcomeJson.digests(outcome.digests()));
        return OutcomeJson.end(node, outcome);
    }

    @Override
    public String human(Style style) {
        if (outcome.records() == 0) {
            return "";
        }
        StringBuilder text = new StringBuilder();
        text.append(style.bold("Replayed: "))
                .append(Prose.count(outcome.records(), "record", "records"))
                .append(" up to revision ")
                .append(outcome.newestRevision())
                .append(", ")
                .append(Prose.count(outcome.statesRebuilt(), "state", "states"))
                .append(" rebuilt\n");
        if (!outcome.digests().isEmpty()) {
            text.append("\nRevision ").append(outcome.revision()).append(":\n");
            outcome.digests()
                    .forEach((name, digest) -> text.append("  ")
                            .append(Prose.pad(name, NAME_WIDTH))
                            .append("  ")
                            .append(digest)
                            .append('\n'));
        }
        text.append('\n');
        if (outcome.ok()) {
            text.append(style.green(
                            outcome.compared()
                                    ? "The log is whole, and its digests are those of the file."
                                    : "The log is whole: every record, link and state fits."))
                    .append('\n');
        } else {
            text.append(style.red("Not everything fits:")).append(" see the errors.\n");
        }
        return text.toString();
    }
}

package org.omnigraph.cli.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.omnigraph.cli.format.Prose;
import org.omnigraph.cli.format.Style;
import org.omnigraph.cli.format.View;
import org.omnigraph.controlplane.task.HistoryEntry;
import org.omnigraph.controlplane.task.HistoryOutcome;
import org.omnigraph.state.json.Json;

/// `cluster history`.
record HistoryView(HistoryOutcome outcome) implements View {
    @Override
    public JsonNode json() {
        ObjectNode node = OutcomeJson.begin(outcome);
        node.set("state_observations", OutcomeJson.observations(outcome.stateObservations()));
        node.set("revisions", entries(outcome.revisions()));
        return OutcomeJson.end(node, outcome);
    }

    @Override
    public String human(Style style) {
        StringBuilder text = new StringBuilder();
        for (HistoryEntry entry : outcome.revisions()) {
            text.append(style.bold(Prose.padLeft(Long.toString(entry.revision()), 5)))
                    .append("  ")
                    .append(Prose.pad(toSecond(entry.at()), 20))
                    .append("  ")
                    .append(Prose.pad(entry.operation(), 10))
                    .append("  ")
                    .append(Prose.count(entry.changed().size(), "change", "changes"))
                    .append(entry.actor().isEmpty() ? "" : "  by " + Prose.printable(entry.actor()))
                    .append(entry.reason().isEmpty() ? "" : ": " + Prose.printable(entry.reason()))
                    .append('\n');
        }
        return text.toString();
    }

    /// Nobody reads further than the second; the machine's output has it all.
    private static String toSecond(String at) {
        return Instant.parse(at).truncatedTo(ChronoUnit.SECONDS).toString();
    }

    static ArrayNode entries(List<HistoryEntry> revisions) {
        ArrayNode array = com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.arrayNode();
        for (HistoryEntry entry : revisions) {
            ObjectNode node =
                    array.addObject().put("revision", entry.revision()).put("operation", entry.operation());
            Json.putUnlessEmpty(node, "actor", entry.actor());
            node.put("at", entry.at())
                    .put("record_digest", entry.recordDigest())
                    .put("state_digest", entry.stateDigest());
            Json.putUnlessEmpty(node, "reason", entry.reason());
            entry.changed().forEach(node.putArray("changed")::add);
        }
        return array;
    }
}

package org.omnigraph.cli.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.omnigraph.cli.format.Commands;
import org.omnigraph.cli.format.Prose;
import org.omnigraph.cli.format.Style;
import org.omnigraph.cli.format.View;
import org.omnigraph.controlplane.task.ResourceSummary;
import org.omnigraph.controlplane.task.ValidateOutcome;
import org.omnigraph.state.json.Json;

/// `cluster validate`.
record ValidateView(ValidateOutcome outcome) implements View {
    @Override
    public JsonNode json() {
        ObjectNode node = OutcomeJson.begin(outcome);
        node.put("config_file", outcome.configFile());
        node.set("resource_digests", OutcomeJson.digests(outcome.resourceDigests()));
        ArrayNode resources = node.putArray("resources");
        for (ResourceSummary resource : outcome.resources()) {
            ObjectNode entry = resources
                    .addObject()
                    .put("address", resource.address().toString())
                    .put("kind", resource.kind())
                    .put("digest", resource.digest());
            Json.putUnlessEmpty(entry, "path", resource.path());
        }
        node.set("dependencies", OutcomeJson.dependencies(outcome.dependencies()));
        return OutcomeJson.end(node, outcome);
    }

    @Override
    public String human(Style style) {
        if (!outcome.ok()) {
            return "";
        }
        return style.green("valid") + ": " + outcome.configDir() + " declares " + counts() + ".\n" + "Next: "
                + Commands.cluster("plan", outcome.configDir()) + "\n";
    }

    private String counts() {
        List<String> parts = new ArrayList<>();
        add(parts, "graph", "graph", "graphs");
        add(parts, "schema", "schema", "schemas");
        add(parts, "query", "query", "queries");
        add(parts, "policy", "policy", "policies");
        return parts.isEmpty() ? "nothing" : String.join(", ", parts);
    }

    private void add(List<String> parts, String kind, String singular, String plural) {
        long count = outcome.resources().stream()
                .filter(resource -> resource.kind().equals(kind))
                .count();
        if (count > 0) {
            parts.add(Prose.count(count, singular, plural));
        }
    }
}

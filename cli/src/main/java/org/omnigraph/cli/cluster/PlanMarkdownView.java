package org.omnigraph.cli.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import org.omnigraph.cli.format.Style;
import org.omnigraph.cli.format.View;
import org.omnigraph.controlplane.task.PlanOutcome;

/// `cluster plan --format markdown`.
///
/// @param maxBytes at least [#smallest]; 0 for no bound
record PlanMarkdownView(PlanOutcome outcome, int maxBytes) implements View {
    /// The least bound that leaves room for what must not be left out.
    public static int smallest(PlanOutcome outcome) {
        return PlanMarkdown.smallest(outcome);
    }

    @Override
    public JsonNode json() {
        return new PlanView(outcome, "", java.util.List.of()).json();
    }

    @Override
    public String human(Style style) {
        return PlanMarkdown.render(outcome, maxBytes);
    }
}

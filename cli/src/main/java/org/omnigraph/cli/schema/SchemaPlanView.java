package org.omnigraph.cli.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.omnigraph.catalog.schema.MigrationJson;
import org.omnigraph.cli.client.SchemaDifference;
import org.omnigraph.cli.format.DiagnosticJson;
import org.omnigraph.cli.format.MigrationText;
import org.omnigraph.cli.format.Prose;
import org.omnigraph.cli.format.Style;
import org.omnigraph.cli.format.View;
import org.omnigraph.state.diagnostic.Diagnostic;

/// `schema plan`: the steps, as `cluster plan` shows them.
record SchemaPlanView(SchemaDifference difference, List<Diagnostic> diagnostics) implements View {
    public SchemaPlanView {
        diagnostics = List.copyOf(diagnostics);
    }

    @Override
    public JsonNode json() {
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("ok", diagnostics.isEmpty());
        node.put("source_changed", difference.sourceChanged());
        node.put("step_count", difference.plan().steps().size());
        node.set("migration", MigrationJson.toJson(difference.plan()));
        node.set("diagnostics", DiagnosticJson.array(diagnostics));
        return node;
    }

    @Override
    public String human(Style style) {
        if (!difference.sourceChanged()) {
            return style.green("No changes.") + " The graph has exactly this schema.\n";
        }
        if (difference.plan().isEmpty()) {
            return "Nothing to migrate: the schemas differ in comments or layout only. An apply stores the new text.\n";
        }
        StringBuilder text = new StringBuilder();
        MigrationText.append(text, difference.plan().steps(), "  ", style);
        return text.append("\nPlan: ")
                .append(Prose.count(difference.plan().steps().size(), "step", "steps"))
                .append(difference.plan().supported() ? ".\n" : ", not all of which are possible.\n")
                .toString();
    }
}

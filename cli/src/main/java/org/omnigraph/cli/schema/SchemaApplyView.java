package org.omnigraph.cli.schema;

import com.fasterxml.jackson.databind.JsonNode;
import org.omnigraph.cli.client.SchemaApplied;
import org.omnigraph.cli.format.MigrationText;
import org.omnigraph.cli.format.Prose;
import org.omnigraph.cli.format.Style;
import org.omnigraph.cli.format.View;

/// `schema apply`: the steps and the commit, or the answer of http-api.md §8 as it is.
record SchemaApplyView(SchemaApplied applied) implements View {
    @Override
    public JsonNode json() {
        return applied.document();
    }

    @Override
    public boolean isCompact() {
        return true;
    }

    @Override
    public String human(Style style) {
        JsonNode document = applied.document();
        String commit = document.path("graph_commit_id").asText("");
        if (document.path("applied").asBoolean()) {
            StringBuilder text = new StringBuilder();
            MigrationText.append(text, applied.steps(), "  ", style);
            return text.append(applied.steps().isEmpty() ? "" : "\n")
                    .append(style.green("Applied"))
                    .append(' ')
                    .append(Prose.count(document.path("step_count").asLong(), "step", "steps"))
                    .append(commit.isEmpty() ? "" : " as commit " + commit)
                    .append(" on main.\n")
                    .toString();
        }
        return document.path("committed").asBoolean()
                ? "Nothing to migrate: only the schema's text was replaced, as commit " + commit + " on main.\n"
                : "Nothing to do: the graph has exactly this schema.\n";
    }
}

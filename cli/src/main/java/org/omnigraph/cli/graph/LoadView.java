package org.omnigraph.cli.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.omnigraph.cli.format.Prose;
import org.omnigraph.cli.format.ResultView;
import org.omnigraph.cli.format.Style;
import org.omnigraph.cli.format.Table;

/// `load`: how many entities of each type, or the LoadResult of http-api.md §7 as it is.
record LoadView(ObjectNode result) implements ResultView {
    @Override
    public String human(Style style) {
        long total = result.path("total_entities").asLong();
        JsonNode commit = result.path("commit");
        if (commit.isNull() || commit.isMissingNode()) {
            return "Nothing to load: the input holds no records.\n";
        }
        Table table = new Table(List.of("type", "kind", "loaded"), List.of(false, false, true));
        rows(table, "nodes", "node");
        rows(table, "edges", "edge");
        return table.text(style) + "\n" + style.green("Loaded") + " " + Prose.count(total, "entity", "entities")
                + " (" + result.path("mode").asText() + ") as commit "
                + commit.path("graph_commit_id").asText() + " on "
                + Prose.printable(result.path("branch").asText()) + ".\n";
    }

    private void rows(Table table, String member, String kind) {
        for (JsonNode entry : result.path(member)) {
            table.add(List.of(
                    Prose.printable(entry.path("name").asText()),
                    kind,
                    Long.toString(entry.path("entities_loaded").asLong())));
        }
    }
}

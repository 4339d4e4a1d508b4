package org.omnigraph.cli.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.omnigraph.cli.format.Prose;
import org.omnigraph.cli.format.ResultView;
import org.omnigraph.cli.format.Style;

/// `mutate`: what changed, or the ChangeResult of http-api.md §7 as it is.
record ChangeView(ObjectNode result) implements ResultView {
    @Override
    public String human(Style style) {
        String name = Prose.printable(result.path("query_name").asText());
        JsonNode commit = result.path("commit");
        if (commit.isNull() || commit.isMissingNode()) {
            return name + ": nothing changed.\n";
        }
        return style.green(name + ":") + " "
                + Prose.count(result.path("affected_nodes").asLong(), "node", "nodes") + " and "
                + Prose.count(result.path("affected_edges").asLong(), "edge", "edges") + " affected, commit "
                + commit.path("graph_commit_id").asText() + " on "
                + Prose.printable(result.path("branch").asText()) + ".\n";
    }
}

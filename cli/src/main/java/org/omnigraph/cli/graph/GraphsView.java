package org.omnigraph.cli.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.omnigraph.cli.format.Prose;
import org.omnigraph.cli.format.ResultView;
import org.omnigraph.cli.format.Style;
import org.omnigraph.cli.format.Table;

/// `graphs list`: a table, or the server's answer as it is.
record GraphsView(ObjectNode result) implements ResultView {
    @Override
    public String human(Style style) {
        Table table = new Table(List.of("graph", "uri"), List.of(false, false));
        for (JsonNode graph : result.path("graphs")) {
            table.add(List.of(
                    Prose.printable(graph.path("graph_id").asText()),
                    Prose.printable(graph.path("uri").asText())));
        }
        return table.text(style);
    }
}

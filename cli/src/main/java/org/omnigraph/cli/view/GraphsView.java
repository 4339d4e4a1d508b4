package org.omnigraph.cli.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// `graphs list`: a table, or the server's answer as it is.
public record GraphsView(ObjectNode result) implements ResultView {
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

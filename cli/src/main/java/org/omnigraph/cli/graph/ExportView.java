package org.omnigraph.cli.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.omnigraph.cli.format.Prose;
import org.omnigraph.cli.format.Style;
import org.omnigraph.cli.format.View;

/// `export` into a file.
record ExportView(String file, long lines) implements View {
    @Override
    public JsonNode json() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("ok", true)
                .put("file", file)
                .put("lines", lines);
    }

    @Override
    public String human(Style style) {
        return style.green("Exported") + " " + Prose.count(lines, "record", "records") + " to " + file + ".\n";
    }
}

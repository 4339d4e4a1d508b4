package org.omnigraph.cli.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/// `export` into a file.
public record ExportView(String file, long lines) implements View {
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

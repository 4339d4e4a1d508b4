package org.omnigraph.cli.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.omnigraph.cli.format.Style;
import org.omnigraph.cli.format.View;

/// Nothing more to say: the result went to standard output while it was made.
record SilentView() implements View {
    @Override
    public JsonNode json() {
        return JsonNodeFactory.instance.objectNode().put("ok", true);
    }

    @Override
    public String human(Style style) {
        return "";
    }
}

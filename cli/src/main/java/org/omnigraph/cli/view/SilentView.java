package org.omnigraph.cli.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/// Nothing more to say: the result went to standard output while it was made.
public record SilentView() implements View {
    @Override
    public JsonNode json() {
        return JsonNodeFactory.instance.objectNode().put("ok", true);
    }

    @Override
    public String human(Style style) {
        return "";
    }
}

package org.omnigraph.cli.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/// `schema show`: the exact `.pg` text.
public record SchemaView(String source) implements View {
    @Override
    public JsonNode json() {
        return JsonNodeFactory.instance.objectNode().put("schema_source", source);
    }

    @Override
    public boolean isCompact() {
        return true;
    }

    @Override
    public String human(Style style) {
        return source.endsWith("\n") ? source : source + "\n";
    }
}

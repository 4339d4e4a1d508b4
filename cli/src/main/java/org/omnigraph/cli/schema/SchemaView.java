package org.omnigraph.cli.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.omnigraph.cli.format.Style;
import org.omnigraph.cli.format.View;

/// `schema show`: the exact `.pg` text.
record SchemaView(String source) implements View {
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

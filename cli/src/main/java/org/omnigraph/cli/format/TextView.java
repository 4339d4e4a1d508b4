package org.omnigraph.cli.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/// Text that a command prints as it is (help, a completion script), wrapped in `{ok, <name>: text}` for `--json`.
public record TextView(String name, String text) implements View {
    @Override
    public JsonNode json() {
        return JsonNodeFactory.instance.objectNode().put("ok", true).put(name, text);
    }

    @Override
    public String human(Style style) {
        return text;
    }
}

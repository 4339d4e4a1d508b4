package org.omnigraph.cli.authoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.omnigraph.cli.format.JsonText;
import org.omnigraph.cli.format.Style;
import org.omnigraph.cli.format.View;

/// A JSON document that people want as it is, too; `--json` wraps it in `{ok, <name>: document}`.
record DocumentView(String name, ObjectNode document) implements View {
    @Override
    public JsonNode json() {
        return JsonNodeFactory.instance.objectNode().put("ok", true).set(name, document);
    }

    @Override
    public String human(Style style) {
        return JsonText.indented(document) + "\n";
    }
}

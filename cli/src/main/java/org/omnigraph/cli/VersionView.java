package org.omnigraph.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.omnigraph.cli.format.Style;
import org.omnigraph.cli.format.View;

/// What this build is.
///
/// @param version of the program
/// @param java the running JVM's version
record VersionView(String version, String java) implements View {
    @Override
    public JsonNode json() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("ok", true)
                .put("version", version)
                .put("java", java);
    }

    @Override
    public String human(Style style) {
        return "omnigraph " + version + " (Java " + java + ")\n";
    }
}

package org.omnigraph.cli.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/// What this build is.
///
/// @param version of the program
/// @param java the running JVM's version
public record VersionView(String version, String java) implements View {
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

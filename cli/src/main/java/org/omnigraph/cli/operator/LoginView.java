package org.omnigraph.cli.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.omnigraph.cli.format.Style;
import org.omnigraph.cli.format.View;

/// `login`: everything but the token.
///
/// @param url where the token will be sent
/// @param file where it is kept
record LoginView(String server, String url, String file) implements View {
    @Override
    public JsonNode json() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("ok", true)
                .put("server", server)
                .put("url", url)
                .put("file", file);
    }

    @Override
    public String human(Style style) {
        return style.green("Kept") + " the token for " + server + " (" + url + ") in " + file + ".\n"
                + "Next: omnigraph graphs list --server " + server + "\n";
    }
}

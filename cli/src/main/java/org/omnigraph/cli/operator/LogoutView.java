package org.omnigraph.cli.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.omnigraph.cli.format.Prose;
import org.omnigraph.cli.format.Style;
import org.omnigraph.cli.format.View;

/// `logout`.
///
/// @param removed false if there was no token
record LogoutView(String server, boolean removed) implements View {
    @Override
    public JsonNode json() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("ok", true)
                .put("server", server)
                .put("removed", removed);
    }

    @Override
    public String human(Style style) {
        return removed
                ? style.green("Forgot") + " the token for " + Prose.printable(server) + ".\n"
                : "There is no token for " + Prose.printable(server) + ".\n";
    }
}

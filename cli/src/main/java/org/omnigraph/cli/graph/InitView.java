package org.omnigraph.cli.graph;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.omnigraph.cli.format.Prose;
import org.omnigraph.cli.format.ResultView;
import org.omnigraph.cli.format.Style;
import org.omnigraph.state.diagnostic.ShellWord;

/// `init`: the graph that was made.
record InitView(ObjectNode result) implements ResultView {
    @Override
    public String human(Style style) {
        String uri = result.path("uri").asText();
        return style.green("Made") + " the graph `" + result.path("graph_id").asText() + "` at "
                + Prose.printable(uri) + " as commit "
                + result.path("commit").path("graph_commit_id").asText() + ".\nNext: omnigraph load "
                + ShellWord.quoted(uri) + " FILE\n";
    }
}

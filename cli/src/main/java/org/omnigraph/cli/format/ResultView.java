package org.omnigraph.cli.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// A view whose document is the server's, as it is.
public interface ResultView extends View {
    /// The document.
    ObjectNode result();

    @Override
    default JsonNode json() {
        return result();
    }

    @Override
    default boolean isCompact() {
        return true;
    }
}

package org.omnigraph.cli.format;

import com.fasterxml.jackson.databind.JsonNode;

/// What a command has to show on standard output, in both forms. Each form is made only when it is asked for.
public interface View {
    /// The one document of `--json`; snake_case names, absent rather than null.
    JsonNode json();

    /// The text for people, without the diagnostics (they go to standard error); empty or ending in a line break.
    String human(Style style);

    /// What people are told on standard error after the diagnostics; empty or ending in a line break.
    default String complaints(Style style) {
        return "";
    }

    /// True if the document is printed on one line, as the server sends it.
    default boolean isCompact() {
        return false;
    }
}

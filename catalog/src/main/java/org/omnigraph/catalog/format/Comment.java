package org.omnigraph.catalog.format;

/// A comment as written, without line ends behind it.
///
/// @param lines how many line ends stand between it and what comes before
record Comment(String text, int lines) {
    boolean toLineEnd() {
        return text.startsWith("//");
    }

    /// True if it cannot stand in the middle of a line.
    boolean needsLines() {
        return toLineEnd() || lines > 0 || text.indexOf('\n') >= 0;
    }
}

package org.omnigraph.state.diagnostic;

/// Where in a source file a diagnostic points. Lines and columns count from 1, columns in Unicode code points;
/// `endColumn` is the column
/// after the last one. `snippet` is the whole source line without its line break (long lines are cut by the finder).
/// [#NONE] says that there is no position.
public record SourcePosition(int line, int column, int endLine, int endColumn, String snippet) {
    public static final SourcePosition NONE = new SourcePosition(0, 0, 0, 0, "");

    public SourcePosition {
        snippet = Shown.masked(snippet);
    }

    /// True if this points at a place in a file.
    public boolean isKnown() {
        return line > 0;
    }
}

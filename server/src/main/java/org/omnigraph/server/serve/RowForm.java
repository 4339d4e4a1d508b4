package org.omnigraph.server.serve;

/// How the answer of a read is written (http-api.md §7, §13, §15).
public enum RowForm {
    /// One object: ReadResult.
    RESULT,
    /// ReadResult without `graph_commit_id`, as `/read` has always had it.
    LEGACY,
    /// One line per row, and one last line that says that this was all.
    LINES
}

package org.omnigraph.engine.api;

/// What becomes of the rows and values of a dropped type or property (schema-language.md §10).
public enum DropMode {
    /// They are hidden from the new commit on, and older commits still show them.
    SOFT,
    /// Their files are removed once the new commit stands: no older commit can show that table again.
    HARD
}

package org.omnigraph.controlplane.session;

/// Hears what a long command is at. Called from the working thread.
@FunctionalInterface
public interface CommandProgress {
    CommandProgress NONE = (phase, subject, done, total) -> {};

    /// A step begins.
    ///
    /// @param phase what kind of work, fit for a person: `creating graph`, `uploading`, `checking payload`, …
    /// @param subject the resource it is done to
    /// @param done how many steps of this phase are done
    /// @param total how many there are in this phase
    void step(String phase, String subject, int done, int total);
}

package org.omnigraph.engine.api;

/// Hears how far a long operation is.
@FunctionalInterface
public interface ProgressListener {
    ProgressListener NONE = lines -> {};

    /// Called now and then from the working thread.
    ///
    /// @param done units done so far (lines for a load)
    void progressed(long done);
}

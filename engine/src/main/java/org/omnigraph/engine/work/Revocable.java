package org.omnigraph.engine.work;

/// A holder of memory that can do without it: a cache. It is asked before anybody has to wait.
@FunctionalInterface
public interface Revocable {
    /// Gives reserved memory back to the pool, as far as nobody uses it now. Never blocks and never reserves.
    ///
    /// @param bytes how much is missing
    /// @return how much was given back; 0 if there is nothing to give
    long shrink(long bytes);
}

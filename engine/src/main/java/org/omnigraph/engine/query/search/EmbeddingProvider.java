package org.omnigraph.engine.query.search;

/// Turns text into vectors for `nearest` (query-language.md §8.7). Safe for use by many threads.
public interface EmbeddingProvider {
    /// The name of the model, compared with what `@embed` records.
    String model();

    /// The vector of a text.
    ///
    /// @return exactly `dimension` numbers, not all zero
    float[] embed(String text, int dimension);
}

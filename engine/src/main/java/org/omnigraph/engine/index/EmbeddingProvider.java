package org.omnigraph.engine.index;

/// Turns text into vectors for `nearest` (query-language.md §8.7). Safe for use by many threads.
public interface EmbeddingProvider {
    /// Stands for no provider: `nearest` takes vectors only.
    EmbeddingProvider NONE = new EmbeddingProvider() {
        @Override
        public String model() {
            return "";
        }

        @Override
        public float[] embed(String text, int dimension) {
            throw new IllegalStateException("no provider is configured");
        }
    };

    /// The name of the model, compared with what `@embed` records; empty only for [#NONE].
    String model();

    /// The vector of a text.
    ///
    /// @return exactly `dimension` numbers, not all zero
    float[] embed(String text, int dimension);
}

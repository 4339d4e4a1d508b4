package org.omnigraph.engine.index;

import java.nio.charset.StandardCharsets;

/// Vectors out of nothing but the text, the same everywhere and for ever (query-language.md §8.7): FNV-1a 64 of the
/// UTF-8 bytes seeds xorshift64 (13, 7, 17), whose states are spread over -1 … 1; then normalised.
public final class MockEmbeddingProvider implements EmbeddingProvider {
    /// The model's name.
    public static final String MODEL = "mock";

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;
    private static final double STATES = 0x1p64 - 1;

    @Override
    public String model() {
        return MODEL;
    }

    @Override
    public float[] embed(String text, int dimension) {
        long state = FNV_OFFSET;
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            state = (state ^ (b & 0xff)) * FNV_PRIME;
        }
        double[] values = new double[dimension];
        double squares = 0;
        for (int i = 0; i < dimension; i++) {
            state ^= state << 13;
            state ^= state >>> 7;
            state ^= state << 17;
            values[i] = 2 * (unsigned(state) / STATES) - 1;
            squares += values[i] * values[i];
        }
        double norm = Math.sqrt(squares);
        float[] vector = new float[dimension];
        for (int i = 0; i < dimension; i++) {
            vector[i] = (float) (values[i] / norm);
        }
        return vector;
    }

    private static double unsigned(long bits) {
        // The lowest bit is kept in the half, so that rounding happens once, as for a signed number.
        return bits >= 0 ? (double) bits : (double) ((bits >>> 1) | (bits & 1)) * 2.0;
    }
}

package org.omnigraph.engine.index;

/// Cosine distance, 1 − cos, computed in F64 (query-language.md §8.2).
public final class VectorDistance {
    private VectorDistance() {}

    /// Whether the vector has no direction; a query must have one.
    public static boolean isZero(float[] vector) {
        for (float value : vector) {
            if (value != 0) {
                return false;
            }
        }
        return true;
    }

    /// The distance of two vectors of one dimension; 1 if either is zero.
    public static double cosine(float[] a, float[] b) {
        double dot = 0;
        double squaresA = 0;
        double squaresB = 0;
        for (int i = 0; i < a.length; i++) {
            dot += (double) a[i] * b[i];
            squaresA += (double) a[i] * a[i];
            squaresB += (double) b[i] * b[i];
        }
        if (squaresA == 0 || squaresB == 0) {
            return 1;
        }
        return 1 - dot / Math.sqrt(squaresA * squaresB);
    }
}

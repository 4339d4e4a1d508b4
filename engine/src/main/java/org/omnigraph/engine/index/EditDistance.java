package org.omnigraph.engine.index;

/// Levenshtein distance between two words, in code points, bounded.
final class EditDistance {
    private EditDistance() {}

    /// Whether at most this many insertions, deletions and substitutions lead from one word to the other.
    static boolean isWithin(String left, String right, int max) {
        int[] a = left.codePoints().toArray();
        int[] b = right.codePoints().toArray();
        if (Math.abs(a.length - b.length) > max) {
            return false;
        }
        int[] previous = new int[b.length + 1];
        int[] current = new int[b.length + 1];
        for (int j = 0; j <= b.length; j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length; i++) {
            current[0] = i;
            int best = i;
            for (int j = 1; j <= b.length; j++) {
                int substituted = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                current[j] = Math.min(substituted, Math.min(previous[j], current[j - 1]) + 1);
                best = Math.min(best, current[j]);
            }
            if (best > max) {
                return false;
            }
            int[] swap = previous;
            previous = current;
            current = swap;
        }
        return previous[b.length] <= max;
    }
}

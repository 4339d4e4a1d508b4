package org.omnigraph.engine.index;

import java.util.Arrays;

/// Levenshtein distance between two words, in code points, bounded. Only the diagonals that the bound leaves are
/// computed: time is linear in the words, however long and alike they are.
final class EditDistance {
    private EditDistance() {}

    /// Whether at most this many insertions, deletions and substitutions lead from one word to the other.
    static boolean isWithin(String left, String right, int max) {
        int[] a = left.codePoints().toArray();
        int[] b = right.codePoints().toArray();
        if (Math.abs(a.length - b.length) > max) {
            return false;
        }
        // Diagonal d of a row i is column i + d - max; one more on each side stands for what is too far away.
        int tooFar = max + 1;
        int[] previous = new int[2 * max + 3];
        int[] current = new int[2 * max + 3];
        Arrays.fill(previous, tooFar);
        Arrays.fill(current, tooFar);
        for (int j = 0; j <= Math.min(max, b.length); j++) {
            previous[j + max + 1] = j;
        }
        for (int i = 1; i <= a.length; i++) {
            int best = tooFar;
            for (int d = 1; d <= 2 * max + 1; d++) {
                int j = i + d - max - 1;
                current[d] =
                        j < 0 || j > b.length ? tooFar : j == 0 ? i : cell(previous, current, d, a[i - 1] == b[j - 1]);
                best = Math.min(best, current[d]);
            }
            if (best > max) {
                return false;
            }
            int[] swap = previous;
            previous = current;
            current = swap;
        }
        return previous[b.length - a.length + max + 1] <= max;
    }

    private static int cell(int[] previous, int[] current, int d, boolean same) {
        int substituted = previous[d] + (same ? 0 : 1);
        return Math.min(substituted, Math.min(previous[d + 1], current[d - 1]) + 1);
    }
}

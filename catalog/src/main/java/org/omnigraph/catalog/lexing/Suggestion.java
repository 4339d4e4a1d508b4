package org.omnigraph.catalog.lexing;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/// The nearest known name to a misspelt one, by edit distance (a swap of two neighbours counts once).
public final class Suggestion {
    private static final int COMPARED_LENGTH_MAX = 64;

    /// How many candidates are looked at: a thousand misspelt names among ten thousand must not take seconds.
    private static final int CANDIDATES_MAX = 1_000;

    private Suggestion() {}

    /// The candidate that the writer most likely meant: the same name in other case, or one at most a third of its
    /// letters away. Ties go to the first in order of code units.
    public static Optional<String> nearest(String name, Collection<String> candidates) {
        return nearest(name, candidates.stream());
    }

    /// The same of candidates that are no collection yet.
    public static Optional<String> nearest(String name, Stream<String> candidates) {
        if (name.length() > COMPARED_LENGTH_MAX) {
            return Optional.empty();
        }
        int distanceMax = Math.max(1, name.length() / 3);
        int[][] rows = new int[3][name.length() + distanceMax + 1];
        String best = "";
        int bestDistance = distanceMax + 1;
        for (String candidate : (Iterable<String>) candidates.limit(CANDIDATES_MAX)::iterator) {
            if (candidate.equals(name) || Math.abs(candidate.length() - name.length()) > distanceMax) {
                continue;
            }
            int distance = distance(name, candidate, rows);
            if (distance < bestDistance || (distance == bestDistance && candidate.compareTo(best) < 0)) {
                best = candidate;
                bestDistance = distance;
            }
        }
        return bestDistance <= distanceMax ? Optional.of(best) : Optional.empty();
    }

    /// A help text: ``Did you mean `x`?``, or else all candidates if they are few, or else nothing.
    ///
    /// @param what what the candidates are, plural: `node types`
    public static String help(String name, Collection<String> candidates, String what) {
        Optional<String> nearest = nearest(name, candidates);
        if (nearest.isPresent()) {
            return "Did you mean `" + nearest.get() + "`?";
        }
        if (candidates.isEmpty() || candidates.size() > 12) {
            return "";
        }
        return "Known " + what + ": "
                + String.join(
                        ", ",
                        candidates.stream().sorted(Comparator.naturalOrder()).toList()) + ".";
    }

    static int distance(String a, String b) {
        return distance(a, b, new int[3][b.length() + 1]);
    }

    /// The optimal string alignment distance, without regard to case.
    ///
    /// @param rows three arrays to work in, longer than `b`
    private static int distance(String a, String b, int[][] rows) {
        int[] twoBack = rows[0];
        int[] previous = rows[1];
        int[] current = rows[2];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = same(a, i - 1, b, j - 1) ? 0 : 1;
                current[j] = Math.min(Math.min(current[j - 1], previous[j]) + 1, previous[j - 1] + change);
                if (i > 1 && j > 1 && same(a, i - 1, b, j - 2) && same(a, i - 2, b, j - 1)) {
                    current[j] = Math.min(current[j], twoBack[j - 2] + 1);
                }
            }
            int[] spare = twoBack;
            twoBack = previous;
            previous = current;
            current = spare;
        }
        return previous[b.length()];
    }

    private static boolean same(String a, int i, String b, int j) {
        return Character.toLowerCase(a.charAt(i)) == Character.toLowerCase(b.charAt(j));
    }
}

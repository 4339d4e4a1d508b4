package org.omnigraph.catalog.lexing;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// The nearest known name to a misspelt one, by edit distance (a swap of two neighbours counts once).
public final class Suggestion {
    private static final int COMPARED_LENGTH_MAX = 64;

    private Suggestion() {}

    /// The candidate that the writer most likely meant: the same name in other case, or one at most a third of its
    /// letters away. Ties go to the first in order of code units.
    public static Optional<String> nearest(String name, Collection<String> candidates) {
        if (name.length() > COMPARED_LENGTH_MAX) {
            return Optional.empty();
        }
        int distanceMax = Math.max(1, name.length() / 3);
        String folded = name.toLowerCase(Locale.ROOT);
        String best = "";
        int bestDistance = distanceMax + 1;
        for (String candidate : candidates) {
            if (candidate.equals(name) || Math.abs(candidate.length() - name.length()) > distanceMax) {
                continue;
            }
            int distance = distance(folded, candidate.toLowerCase(Locale.ROOT));
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

    /// The optimal string alignment distance.
    static int distance(String a, String b) {
        int[] twoBack = new int[b.length() + 1];
        int[] previous = new int[b.length() + 1];
        int[] current = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                current[j] = Math.min(Math.min(current[j - 1], previous[j]) + 1, previous[j - 1] + change);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
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
}

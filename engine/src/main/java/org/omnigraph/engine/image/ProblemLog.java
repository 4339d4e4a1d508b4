package org.omnigraph.engine.image;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.omnigraph.engine.api.LineProblem;

/// The problems of one write: how many, and the hundred on the smallest lines. Problems without a line come last.
public final class ProblemLog {
    /// How many problems are kept.
    public static final int KEPT_MAX = 100;

    private static final Comparator<Numbered> ORDER = Comparator.comparingLong((Numbered n) ->
                    n.problem().line() == 0 ? Long.MAX_VALUE : n.problem().line())
            .thenComparingLong(Numbered::number);

    private record Numbered(long number, LineProblem problem) {}

    private final PriorityQueue<Numbered> kept = new PriorityQueue<>(ORDER.reversed());
    private long total;

    public void add(long line, String code, String message) {
        total++;
        kept.add(new Numbered(total, new LineProblem(line, code, message)));
        if (kept.size() > KEPT_MAX) {
            kept.poll();
        }
    }

    /// Counts problems that stand behind at least [#KEPT_MAX] that were added.
    void addUnnamed(long count) {
        total += count;
    }

    public long total() {
        return total;
    }

    /// The kept problems, by line.
    public List<LineProblem> problems() {
        return kept.stream().sorted(ORDER).map(Numbered::problem).toList();
    }
}

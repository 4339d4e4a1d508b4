package org.omnigraph.engine.image;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.Collectors;

/// Of many sources that break a rule, the ones on the smallest lines, in whatever order they come; those without a
/// line last. Only their names are worth looking for.
final class SmallestLines {
    private static final Comparator<Entry> ORDER = Comparator.comparingLong(
                    (Entry entry) -> entry.line() == 0 ? Long.MAX_VALUE : entry.line())
            .thenComparingLong(entry -> entry.key().high())
            .thenComparingLong(entry -> entry.key().low());

    private final int keptMax;
    private final PriorityQueue<Entry> kept = new PriorityQueue<>(ORDER.reversed());
    private long total;

    /// @param count of edges that leave the source
    record Entry(long line, Fingerprint key, long count) {}

    SmallestLines(int keptMax) {
        this.keptMax = keptMax;
    }

    void add(long line, Fingerprint key, long count) {
        total++;
        kept.add(new Entry(line, key, count));
        if (kept.size() > keptMax) {
            kept.poll();
        }
    }

    /// How many came.
    long total() {
        return total;
    }

    List<Entry> entries() {
        return kept.stream().sorted(ORDER).toList();
    }

    Set<Fingerprint> keys() {
        return kept.stream().map(Entry::key).collect(Collectors.toSet());
    }
}

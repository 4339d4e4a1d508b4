package org.omnigraph.benchmarks;

import java.util.Arrays;
import java.util.Locale;

/// Minimum, median and maximum of some figures; never a bare mean.
record Spread(double min, double median, double max) {
    static Spread of(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(sorted[0], median, sorted[sorted.length - 1]);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%8.2f %8.2f %8.2f", min, median, max);
    }
}

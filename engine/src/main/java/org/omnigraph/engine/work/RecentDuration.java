package org.omnigraph.engine.work;

/// How long something took lately, to work out when to try again. Not safe for several threads by itself.
public final class RecentDuration {
    private static final long SECONDS_MAX = 60;
    private static final double NANOS_PER_SECOND = 1e9;

    /// What one new value weighs against all before it.
    private static final int WEIGHT = 16;

    private double meanNanos;

    /// @param firstNanos taken for granted before anything was measured
    public RecentDuration(long firstNanos) {
        this.meanNanos = firstNanos;
    }

    /// Takes note that it took so long once more.
    public void add(long nanos) {
        meanNanos += (nanos - meanNanos) / WEIGHT;
    }

    /// The whole seconds in which so many will have ended, one after the other: 1 to 60.
    public long retrySeconds(double times) {
        return Math.clamp((long) Math.ceil(times * meanNanos / NANOS_PER_SECOND), 1, SECONDS_MAX);
    }
}

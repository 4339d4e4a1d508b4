package org.omnigraph.benchmarks.attack;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/// A patient who asks the same thing at fixed times over one connection that stays open, while others attack. Times
/// count from when a question was due, not from when it could be sent: a pause delays all that are due in it.
final class Pulse implements AutoCloseable {
    private static final long EVERY_NANOS = 20_000_000;
    private static final int MILLIS_MAX = 60_000;

    private final byte[] request;
    private final int port;
    private final Thread thread;
    private final Map<String, Integer> labels = new TreeMap<>();
    private double[] millis = new double[1 << 12];
    private int count;
    private volatile boolean stopped;

    private Pulse(int port, byte[] request) {
        this.port = port;
        this.request = request;
        this.thread = Thread.ofPlatform().name("pulse").daemon().unstarted(this::beat);
    }

    static Pulse start(int port, byte[] request) {
        Pulse pulse = new Pulse(port, request);
        pulse.thread.start();
        return pulse;
    }

    /// What was seen.
    ///
    /// @param labels how often each kind of answer came
    record Seen(double p50, double p99, double max, int count, Map<String, Integer> labels) {
        /// True if every answer was a whole 200.
        boolean isHealthy() {
            return labels.keySet().equals(Set.of("200"));
        }
    }

    private void beat() {
        long due = System.nanoTime();
        while (!stopped) {
            try (RawConnection wire = RawConnection.open(port, MILLIS_MAX)) {
                Answer.End end = Answer.End.WHOLE;
                while (!stopped && end == Answer.End.WHOLE) {
                    LockSupport.parkNanos(due - System.nanoTime());
                    if (System.nanoTime() < due) {
                        continue;
                    }
                    Answer answer = wire.ask(request);
                    end = answer.end();
                    add(answer.label(), (System.nanoTime() - due) / 1e6);
                    due += EVERY_NANOS;
                }
            } catch (IOException e) {
                add("no connection", (System.nanoTime() - due) / 1e6);
                due = Math.max(due, System.nanoTime()) + EVERY_NANOS;
                LockSupport.parkNanos(EVERY_NANOS);
            }
        }
    }

    private synchronized void add(String label, double took) {
        labels.merge(label, 1, Integer::sum);
        if (count == millis.length) {
            millis = Arrays.copyOf(millis, 2 * count);
        }
        millis[count++] = took;
    }

    /// Stops asking and sums up.
    Seen stop() {
        close();
        return seen();
    }

    private synchronized Seen seen() {
        double[] sorted = Arrays.copyOf(millis, count);
        Arrays.sort(sorted);
        return count == 0
                ? new Seen(0, 0, 0, 0, Map.of())
                : new Seen(at(sorted, 0.50), at(sorted, 0.99), at(sorted, 1), count, Map.copyOf(labels));
    }

    private static double at(double[] sorted, double share) {
        return sorted[(int) Math.min(sorted.length - 1L, Math.round(share * (sorted.length - 1)))];
    }

    @Override
    public void close() {
        stopped = true;
        boolean interrupted = false;
        try {
            thread.join(MILLIS_MAX);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

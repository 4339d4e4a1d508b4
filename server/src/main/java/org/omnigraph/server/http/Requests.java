package org.omnigraph.server.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// The requests that are being answered. Safe for many threads.
final class Requests {
    /// One request; equal to itself alone.
    private static final class Ticket {
        private final String name;

        Ticket(String name) {
            this.name = name;
        }
    }

    private static final long LOOK_NANOS = 20_000_000;

    private final Set<Ticket> open = new HashSet<>();
    private long changedNanos = System.nanoTime();

    /// Counts one in.
    ///
    /// @return what [#ended] takes
    synchronized Object began(String name) {
        Ticket ticket = new Ticket(name);
        open.add(ticket);
        changedNanos = System.nanoTime();
        return ticket;
    }

    synchronized void ended(Object ticket) {
        open.remove(ticket);
        changedNanos = System.nanoTime();
        if (open.isEmpty()) {
            notifyAll();
        }
    }

    /// Method and path of each that is open.
    synchronized List<String> names() {
        List<String> names = new ArrayList<>();
        open.forEach(ticket -> names.add(ticket.name));
        return names.stream().sorted().toList();
    }

    /// Waits until none is open, and none came for a while: a client that keeps its connection sends the next one
    /// right after an answer.
    ///
    /// @param alone true once no connection is open, so that nothing can come
    /// @return false if the time was not enough
    synchronized boolean awaitQuiet(Duration settled, BooleanSupplier alone, Duration limit)
            throws InterruptedException {
        long until = System.nanoTime() + limit.toNanos();
        while (true) {
            long now = System.nanoTime();
            long settlesIn = open.isEmpty() ? changedNanos + settled.toNanos() - now : Long.MAX_VALUE;
            if (settlesIn <= 0 || (open.isEmpty() && alone.getAsBoolean())) {
                return true;
            }
            long left = until - now;
            if (left <= 0) {
                return open.isEmpty();
            }
            TimeUnit.NANOSECONDS.timedWait(this, Math.min(Math.min(left, settlesIn), LOOK_NANOS));
        }
    }
}

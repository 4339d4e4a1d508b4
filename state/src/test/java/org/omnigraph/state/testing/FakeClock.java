package org.omnigraph.state.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.omnigraph.state.time.Sleeper;

/// A clock that stands still until it is told to move, or slept on.
public final class FakeClock implements InstantSource, Sleeper {
    private final AtomicReference<Instant> now;

    public FakeClock(Instant start) {
        now = new AtomicReference<>(start);
    }

    /// A clock at 2026-11-21T12:00:00Z.
    public static FakeClock standing() {
        return new FakeClock(Instant.parse("2026-11-21T12:00:00Z"));
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    /// Moves the clock, also backwards.
    public void advance(Duration duration) {
        now.updateAndGet(instant -> instant.plus(duration));
    }

    @Override
    public void sleep(Duration duration) {
        advance(duration);
    }
}

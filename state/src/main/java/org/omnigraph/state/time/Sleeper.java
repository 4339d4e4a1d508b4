package org.omnigraph.state.time;

import java.time.Duration;

/// A way to wait: injected, so that tests advance a fake clock instead of waiting.
@FunctionalInterface
public interface Sleeper {
    /// Waits about this long.
    ///
    /// @throws InterruptedException if the thread is told to stop waiting
    void sleep(Duration duration) throws InterruptedException;

    /// Waits for real.
    static Sleeper real() {
        return Thread::sleep;
    }
}

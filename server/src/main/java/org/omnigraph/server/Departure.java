package org.omnigraph.server;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.omnigraph.server.http.HttpServer;
import org.omnigraph.state.diagnostic.ExitCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The way out (http-api.md §15), in this order: readiness says `draining`; after the delay the listener closes;
/// requests in flight finish, and only then does the process begin to end. Connections that only wait do not count.
public final class Departure {
    /// The exit code of a stop that broke something off.
    public static final int UNFINISHED = 2;

    private static final Logger LOG = LoggerFactory.getLogger(Departure.class);

    /// How long the steps may last.
    ///
    /// @param delay between saying so and closing the listener, for balancers to look
    /// @param grace for requests in flight
    public record Times(Duration delay, Duration grace) {
        public static final Times DEFAULT = new Times(Duration.ZERO, Duration.ofSeconds(25));
    }

    private final HttpServer http;
    private final Times times;
    private final CountDownLatch asked = new CountDownLatch(1);

    /// A server that nobody has asked to leave yet.
    public Departure(HttpServer http, Times times) {
        this.http = http;
        this.times = times;
    }

    /// Asks the server to leave. Readiness says so before this returns.
    ///
    /// @return false if it was asked before
    public synchronized boolean request() {
        boolean first = asked.getCount() > 0;
        http.announceLeaving();
        asked.countDown();
        return first;
    }

    /// Waits to be asked, then leaves.
    ///
    /// @return [ExitCode#OK], or 2 if something was not finished in time
    public int await() throws InterruptedException {
        asked.await();
        LOG.atInfo()
                .addKeyValue("delay_seconds", times.delay.toSeconds())
                .addKeyValue("grace_seconds", times.grace.toSeconds())
                .log("asked to stop; draining");
        new CountDownLatch(1).await(times.delay.toMillis(), TimeUnit.MILLISECONDS);
        List<String> unfinished = http.leave(times.grace);
        for (String request : unfinished) {
            LOG.atWarn().addKeyValue("request", request).log("not finished within the grace period; broken off");
        }
        return unfinished.isEmpty() ? ExitCode.OK.number() : UNFINISHED;
    }
}

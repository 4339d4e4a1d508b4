package org.omnigraph.cli.shell;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.omnigraph.state.signal.Signals;

/// A request to stop, from Ctrl-C or SIGTERM (cluster-contract.md §7). The JVM answers either signal by running its
/// shutdown hooks and then exits with 130 or 143; the hook here asks the command to stop at its next safe point and
/// waits until it has finished or abandoned the step in hand, released the lock and said so. A second signal ends the
/// process at once.
///
/// Invariant: once [#requested] is true it stays true.
public final class Interruption {
    private static final long PATIENCE_SECONDS = 30;
    private static final List<String> SECOND_SIGNALS = List.of("INT", "TERM", "HUP");
    private static final String LEFT_BEHIND =
            "its lock and recovery records may have stayed: `omnigraph cluster status`"
                    + " shows the lock, `omnigraph cluster force-unlock` removes it, and the same command again goes on";

    private final CountDownLatch requested = new CountDownLatch(1);
    private final CountDownLatch finished = new CountDownLatch(1);
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    /// True once the process was asked to stop.
    public boolean requested() {
        return requested.getCount() == 0;
    }

    /// Runs `listener` when the process is asked to stop (at once, if it was already): to wake up whatever waits.
    public void onRequest(Runnable listener) {
        listeners.add(listener);
        if (requested()) {
            listener.run();
        }
    }

    /// Asks the command to stop.
    public synchronized void request() {
        if (!requested()) {
            requested.countDown();
            listeners.forEach(Runnable::run);
        }
    }

    /// Waits about this long.
    ///
    /// @throws InterruptedException if the process is asked to stop meanwhile
    public void sleep(Duration duration) throws InterruptedException {
        if (requested.await(duration.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new InterruptedException("the process was asked to stop");
        }
    }

    /// Says that the command is done and everything it had to say is printed.
    public void finished() {
        finished.countDown();
    }

    /// For a command that stopped because a signal asked it to, when everything it had to say is printed: lets the
    /// JVM go on to its end, which alone knows the signal and so the exit code.
    public void leaveExitToSignal() {
        finished();
        while (true) {
            // Parking may end for no reason; the JVM's end is what is waited for.
            LockSupport.park(this);
        }
    }

    /// Makes signals of this process request the interruption.
    public void listenToSignals() {
        Thread hook = new Thread(this::requestAndWait, "omnigraph-interruption");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void requestAndWait() {
        if (finished.getCount() == 0) {
            return;
        }
        request();
        boolean second = Signals.listen(SECOND_SIGNALS, number -> {
            System.err.println("omnigraph: stopped at once, in the middle of a step; " + LEFT_BEHIND);
            Runtime.getRuntime().halt(128 + number);
        });
        System.err.println("omnigraph: asked to stop; ending the step in hand and giving the lock back"
                + (second ? " (a second Ctrl-C stops at once)" : ""));
        try {
            boolean inTime = finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (!inTime) {
                System.err.println("omnigraph: the step in hand did not end within " + PATIENCE_SECONDS
                        + " s and was abandoned; " + LEFT_BEHIND);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

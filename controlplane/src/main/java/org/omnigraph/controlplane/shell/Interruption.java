package org.omnigraph.controlplane.shell;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// A request to stop, from Ctrl-C or SIGTERM (cluster-contract.md §7). The JVM answers either signal by running its
/// shutdown hooks and then exits with 130 or 143; the hook here asks the command to stop at its next safe point and
/// waits until it has finished or abandoned the step in hand, released the lock and said so.
///
/// Invariant: once [#requested] is true it stays true.
public final class Interruption {
    private static final long PATIENCE_SECONDS = 30;

    private final AtomicBoolean requested = new AtomicBoolean();
    private final CountDownLatch finished = new CountDownLatch(1);
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    /// True once the process was asked to stop.
    public boolean requested() {
        return requested.get();
    }

    /// Runs `listener` when the process is asked to stop (at once, if it was already): to wake up whatever waits.
    public void onRequest(Runnable listener) {
        listeners.add(listener);
        if (requested.get()) {
            listener.run();
        }
    }

    /// Asks the command to stop.
    public void request() {
        if (requested.compareAndSet(false, true)) {
            listeners.forEach(Runnable::run);
        }
    }

    /// Says that the command is done and everything it had to say is printed.
    public void finished() {
        finished.countDown();
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
        try {
            boolean inTime = finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (!inTime) {
                System.err.println("omnigraph: the step in hand did not end within " + PATIENCE_SECONDS
                        + " s and was abandoned; the next command recovers it");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

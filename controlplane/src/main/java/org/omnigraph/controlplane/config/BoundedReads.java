package org.omnigraph.controlplane.config;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Reads files on other threads, because a thread that opens a FIFO is stuck until somebody writes to it, and no
/// interrupt gets it out. A thread that is stuck is left behind; being a daemon, it holds up nothing.
final class BoundedReads {
    /// Threads that have nothing to do end after a minute, so nobody need close this.
    private static final ExecutorService THREADS = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("omnigraph-config-", 0).factory());

    private final Duration patience;

    BoundedReads(Duration patience) {
        this.patience = patience;
    }

    /// What is done on the other thread.
    interface Reading {
        FileReading run() throws IOException;
    }

    /// What `reading` gives, or [FileReading.Unreadable] if that takes too long.
    FileReading read(Reading reading) throws IOException {
        Future<FileReading> future = THREADS.submit(reading::run);
        try {
            return future.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return new FileReading.Unreadable(
                    "reading it did not end within " + patience.toMillis() + " ms, as if it were no regular file");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new FileReading.Unreadable("reading it was interrupted");
        }
    }
}

package org.omnigraph.state.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// An operating-system lock on a file in one folder: it dies with its process, however that dies.
final class LocalCasLock {
    /// Another store object of this same process may hold it; the JDK then refuses instead of waiting.
    private static final int TRIES_MAX = 10_000;

    private static final int PAUSE_MILLIS = 1;

    private LocalCasLock() {}

    /// What is done while the lock is held.
    interface Guarded<T> {
        T run() throws IOException;
    }

    /// Waits for the lock of `folder`, which must exist, and runs `body` under it.
    static <T> T holding(Path folder, Guarded<T> body) throws IOException {
        Path file = folder.resolve(LocalFiles.LOCK_NAME);
        LocalEntries.refuseIrregular(file);
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
            FileLock lock = lock(channel);
            try {
                return body.run();
            } finally {
                lock.release();
            }
        }
    }

    private static FileLock lock(FileChannel channel) throws IOException {
        for (int attempt = 0; attempt < TRIES_MAX; attempt++) {
            try {
                return channel.lock();
            } catch (OverlappingFileLockException e) {
                pause();
            }
        }
        throw new IOException("the folder's lock file stayed locked by this process");
    }

    private static void pause() throws IOException {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS));
        if (Thread.currentThread().isInterrupted()) {
            throw new IOException("interrupted while waiting for a lock");
        }
    }
}

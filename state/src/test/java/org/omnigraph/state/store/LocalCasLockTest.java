package org.omnigraph.state.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The lock between stores of one process, which the system's own lock cannot tell apart.
class LocalCasLockTest {
    @TempDir
    Path folder;

    @Test
    void holding_whatIsHeldByThisProcess_waitsUntilItIsReleased() throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        FutureTask<String> first = started(() -> LocalCasLock.holding(folder, () -> {
            held.countDown();
            await(release);
            return "first";
        }));
        assertThat(held.await(30, TimeUnit.SECONDS)).isTrue();
        FutureTask<String> second = new FutureTask<>(() -> LocalCasLock.holding(folder, () -> "second"));
        Thread waiting = Thread.ofPlatform().start(second);
        untilWaiting(waiting);
        assertThat(second.isDone()).isFalse();

        release.countDown();
        assertThat(first.get(30, TimeUnit.SECONDS)).isEqualTo("first");
        assertThat(second.get(30, TimeUnit.SECONDS)).isEqualTo("second");
    }

    @Test
    void holding_interruptedWhileWaiting_givesUp() throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        FutureTask<String> first = started(() -> LocalCasLock.holding(folder, () -> {
            held.countDown();
            await(release);
            return "first";
        }));
        assertThat(held.await(30, TimeUnit.SECONDS)).isTrue();
        FutureTask<String> second = new FutureTask<>(() -> LocalCasLock.holding(folder, () -> "second"));
        Thread waiting = Thread.ofPlatform().start(second);
        untilWaiting(waiting);
        waiting.interrupt();

        assertThatThrownBy(() -> second.get(30, TimeUnit.SECONDS)).hasRootCauseInstanceOf(IOException.class);
        release.countDown();
        assertThat(first.get(30, TimeUnit.SECONDS)).isEqualTo("first");
    }

    @Test
    void holding_bodyFails_releases() throws IOException {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> LocalCasLock.holding(folder, () -> {
                    throw new IOException("injected");
                }));
        assertThat(LocalCasLock.holding(folder, () -> "again")).isEqualTo("again");
    }

    @Test
    void holding_pipeOrLinkInTheLocksPlace_isRefusedAndDoesNotBlock() throws Exception {
        Path lock = folder.resolve(LocalFiles.LOCK_NAME);
        Path outside = folder.resolve("outside");
        Files.createSymbolicLink(lock, outside);
        assertThatExceptionOfType(StoreException.class).isThrownBy(() -> LocalCasLock.holding(folder, () -> ""));
        assertThat(outside).doesNotExist();
        Files.delete(lock);
        assumeTrue(new ProcessBuilder("mkfifo", lock.toString()).start().waitFor() == 0, "no mkfifo here");
        assertThatExceptionOfType(StoreException.class).isThrownBy(() -> LocalCasLock.holding(folder, () -> ""));
    }

    private interface Work {
        String run() throws Exception;
    }

    private static FutureTask<String> started(Work work) {
        FutureTask<String> task = new FutureTask<>(work::run);
        Thread.ofPlatform().start(task);
        return task;
    }

    private static void untilWaiting(Thread thread) {
        while (thread.getState() != Thread.State.TIMED_WAITING && thread.isAlive()) {
            Thread.onSpinWait();
        }
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}

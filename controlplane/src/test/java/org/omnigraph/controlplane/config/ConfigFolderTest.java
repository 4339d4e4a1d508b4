package org.omnigraph.controlplane.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnigraph.state.testing.Report;

class ConfigFolderTest {
    private static final Duration PATIENCE = Duration.ofMillis(200);
    private static final int READS_MAX = 200_000;

    @TempDir
    Path temp;

    @Test
    void read_aFileThatAFifoReplacesWhileItIsOpened_givesUp() throws Exception {
        Path folder = Files.createDirectories(temp.resolve("config"));
        Path name = Files.writeString(folder.resolve("s.pg"), "node Thing { name: String @key }");
        Path fifo = temp.resolve("fifo");
        assumeTrue(new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor() == 0, "no mkfifo here");
        AtomicBoolean done = new AtomicBoolean();
        Thread swapper = Thread.ofPlatform().start(() -> swap(name, fifo, temp.resolve("spare"), done));
        try {
            assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
                int reads = 0;
                boolean stuck = false;
                while (!stuck && reads < READS_MAX) {
                    reads++;
                    stuck = ConfigFolder.open(folder, PATIENCE).read("s.pg", 1000)
                                    instanceof FileReading.Unreadable(String reason)
                            && reason.contains("did not end");
                }
                assertThat(stuck).as("a read met the FIFO in the gap").isTrue();
                Report.count("config reads until a FIFO took the file's place while it was opened", reads);
            });
        } finally {
            done.set(true);
            swapper.join();
            // Opening for both does not block on Linux, and lets the reader that was left behind go.
            new RandomAccessFile(fifo.toFile(), "rw").close();
        }
    }

    @Test
    void read_aFile_givesItsBytes() throws IOException {
        Files.writeString(temp.resolve("s.pg"), "text");
        assertThat(ConfigFolder.open(temp).read("s.pg", 1000))
                .isInstanceOfSatisfying(
                        FileReading.Content.class,
                        content -> assertThat(content.bytes()).asString().isEqualTo("text"));
    }

    /// Puts the FIFO in the file's place and takes it away again, until told to stop.
    private static void swap(Path name, Path fifo, Path spare, AtomicBoolean done) {
        try {
            while (!done.get()) {
                Files.move(name, spare, StandardCopyOption.ATOMIC_MOVE);
                Files.move(fifo, name, StandardCopyOption.ATOMIC_MOVE);
                Files.move(name, fifo, StandardCopyOption.ATOMIC_MOVE);
                Files.move(spare, name, StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}

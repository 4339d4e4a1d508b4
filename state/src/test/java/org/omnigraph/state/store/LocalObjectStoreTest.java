package org.omnigraph.state.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.testing.Report;

class LocalObjectStoreTest {
    private static final ObjectKey KEY = new ObjectKey("a/b.json");
    private static final long MAX = 1 << 20;

    @TempDir
    Path folder;

    private Path root;
    private LocalObjectStore store;

    @BeforeEach
    void openStore() {
        root = folder.resolve("root");
        store = LocalObjectStore.at(root);
    }

    @Test
    void reading_createsNothing() {
        assertThat(store.get(KEY, MAX)).isEmpty();
        assertThat(store.list(KeyPrefix.ROOT)).isEmpty();
        assertThat(store.putIfMatch(KEY, bytes("x"), new VersionToken("t"))).isInstanceOf(PutOutcome.Conflict.class);
        store.delete(KEY);
        store.deletePrefix(new KeyPrefix("a/"));

        assertThat(root).doesNotExist();
    }

    @Test
    void writing_leavesNoTemporaryFile() throws IOException {
        written(store.put(KEY, bytes("one")));
        written(store.putIfAbsent(new ObjectKey("a/c"), bytes("two")));
        assertThat(store.putIfAbsent(KEY, bytes("three"))).isInstanceOf(PutOutcome.Exists.class);

        assertThat(files()).containsExactly("a/b.json", "a/c");
    }

    @Test
    void delete_theLastObject_takesTheEmptyFoldersAlong() {
        written(store.put(new ObjectKey("a/b/c/d.json"), bytes("one")));
        written(store.put(new ObjectKey("a/e.json"), bytes("two")));

        store.delete(new ObjectKey("a/b/c/d.json"));
        assertThat(root.resolve("a/b")).doesNotExist();
        assertThat(root.resolve("a/e.json")).exists();
        store.delete(new ObjectKey("a/e.json"));
        assertThat(root).as("made by this store, so nothing of it stays").doesNotExist();
    }

    @Test
    void delete_inARootThatWasThere_keepsTheRoot() throws IOException {
        Files.createDirectories(root);
        written(store.put(new ObjectKey("a/b.json"), bytes("one")));
        store.delete(new ObjectKey("a/b.json"));
        assertThat(root).isEmptyDirectory();
    }

    @Test
    void deletePrefix_theLastOfItsFolder_takesTheFolderAlong() throws IOException {
        Files.createDirectories(root);
        written(store.put(new ObjectKey("graphs/g.omni/1/data"), bytes("one")));
        store.deletePrefix(new KeyPrefix("graphs/g.omni/1/"));
        assertThat(root).isEmptyDirectory();
    }

    /// Writers of one folder, each of which leaves it empty again and again: nobody may fail over that.
    @Test
    void foldersThatComeAndGo_disturbNoWriter() throws Exception {
        Files.createDirectories(root);
        int rounds = 300;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> writers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                ObjectKey key = new ObjectKey("x/y/" + i);
                writers.add(threads.submit(() -> {
                    LocalObjectStore own = LocalObjectStore.at(root);
                    for (int round = 0; round < rounds; round++) {
                        written(round % 2 == 0 ? own.putIfAbsent(key, bytes("one")) : own.put(key, bytes("two")));
                        own.delete(key);
                    }
                }));
            }
            for (Future<?> writer : writers) {
                writer.get(60, TimeUnit.SECONDS);
            }
        }
        assertThat(root).isEmptyDirectory();
        Report.count("writes into folders that others remove", 4 * rounds);
    }

    @Test
    void temporaryFiles_areNotListedAndCanBeSwept() throws IOException {
        written(store.put(KEY, bytes("one")));
        Files.writeString(root.resolve("a/.og-tmp-dead"), "half");

        assertThat(store.list(KeyPrefix.ROOT)).extracting(ListedObject::key).containsExactly(KEY);
        assertThat(store.sweepTemporaryFiles(KeyPrefix.ROOT, Instant.now(), Duration.ZERO))
                .isEqualTo(1);
        assertThat(store.sweepTemporaryFiles(KeyPrefix.ROOT, Instant.now(), Duration.ZERO))
                .isZero();
        assertThat(files()).containsExactly("a/b.json");
    }

    @Test
    void keys_thatLookLikeTemporaryFiles_areRefused() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> store.put(new ObjectKey("a/.og-tmp-x"), bytes("x")));
    }

    @Test
    void linkedFile_isNeitherReadNorWrittenNorListed() throws IOException {
        Path outside = Files.writeString(folder.resolve("outside"), "secret");
        Files.createDirectories(root.resolve("a"));
        Files.createSymbolicLink(root.resolve("a/b.json"), outside);

        assertEscapes(() -> store.get(KEY, MAX));
        assertEscapes(() -> store.open(KEY));
        assertEscapes(() -> store.put(KEY, bytes("x")));
        assertEscapes(() -> store.putIfAbsent(KEY, bytes("x")));
        assertEscapes(() -> store.putIfMatch(KEY, bytes("x"), new VersionToken("t")));
        assertEscapes(() -> store.create(KEY));
        assertEscapes(() -> store.delete(KEY));
        assertThat(store.list(KeyPrefix.ROOT)).isEmpty();
        assertThat(outside).hasContent("secret");
    }

    @Test
    void linkedFolder_isNotEntered() throws IOException {
        Path outside = Files.createDirectory(folder.resolve("outside"));
        Files.writeString(outside.resolve("b.json"), "secret");
        Files.createDirectories(root);
        Files.createSymbolicLink(root.resolve("a"), outside);

        assertEscapes(() -> store.get(KEY, MAX));
        assertEscapes(() -> store.put(new ObjectKey("a/new"), bytes("x")));
        assertEscapes(() -> store.put(new ObjectKey("a/deeper/new"), bytes("x")));
        assertEscapes(() -> store.list(new KeyPrefix("a/")));
        assertEscapes(() -> store.deletePrefix(new KeyPrefix("a/")));
        assertThat(store.list(KeyPrefix.ROOT)).isEmpty();
        assertThat(outside).isDirectoryContaining("glob:**/b.json");
        assertThat(outside.resolve("new")).doesNotExist();
    }

    @Test
    void deletePrefix_removesLinksWithoutFollowingThem() throws IOException {
        Path outside = Files.createDirectory(folder.resolve("outside"));
        Files.writeString(outside.resolve("kept"), "x");
        written(store.put(KEY, bytes("one")));
        Files.createSymbolicLink(root.resolve("a/link"), outside);

        store.deletePrefix(new KeyPrefix("a/"));

        assertThat(root.resolve("a")).doesNotExist();
        assertThat(outside.resolve("kept")).exists();
    }

    @Test
    void rootBehindALink_isFine() throws IOException {
        Path real = Files.createDirectory(folder.resolve("real"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), real);
        LocalObjectStore linked = LocalObjectStore.at(link);

        written(linked.put(KEY, bytes("one")));

        assertThat(linked.get(KEY, MAX)).isPresent();
        assertThat(linked.list(KeyPrefix.ROOT)).hasSize(1);
        assertThat(real.resolve("a/b.json")).hasContent("one");
    }

    @Test
    void folderAtAKey_isAnErrorAndNeverAbsence() throws IOException {
        Files.createDirectories(root.resolve("a/b.json"));

        assertIoError(() -> store.get(KEY, MAX));
        assertIoError(() -> store.open(KEY));
        assertIoError(() -> store.put(KEY, bytes("x")));
        assertIoError(() -> store.delete(KEY));
        assertThat(store.putIfAbsent(KEY, bytes("x"))).isInstanceOf(PutOutcome.Exists.class);
    }

    @Test
    void pipeAtAKey_doesNotBlock() throws Exception {
        Files.createDirectories(root.resolve("a"));
        assumeTrue(run("mkfifo", root.resolve("a/b.json").toString()) == 0, "no mkfifo here");

        assertIoError(() -> store.get(KEY, MAX));
        assertIoError(() -> store.open(KEY));
        assertThat(store.list(KeyPrefix.ROOT)).isEmpty();
    }

    @Test
    void fileWhereAFolderShouldBe_isNamed() throws IOException {
        Files.createDirectories(root);
        Files.writeString(root.resolve("a"), "x");

        assertThat(store.get(KEY, MAX)).isEmpty();
        assertIoError(() -> store.put(KEY, bytes("x")));
        assertIoError(() -> store.list(new KeyPrefix("a/")));
    }

    @Test
    void fullDisk_isNamedAndTheOldContentStays() throws Exception {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk.toString()) == 0,
                "SKIPPED: mounting a small tmpfs is not allowed here");
        try {
            LocalObjectStore small = LocalObjectStore.at(disk.resolve("root"));
            written(small.put(KEY, bytes("old")));

            assertCode(DiagnosticCode.STORE_FULL, () -> small.put(KEY, new byte[200_000]));
            assertCode(DiagnosticCode.STORE_FULL, () -> small.putIfAbsent(new ObjectKey("n"), new byte[200_000]));

            assertThat(text(small)).isEqualTo("old");
            assertThat(small.sweepTemporaryFiles(KeyPrefix.ROOT, Instant.now(), Duration.ZERO))
                    .isZero();
            assertThat(run("mount", "-o", "remount,ro", disk.toString())).isZero();
            assertCode(DiagnosticCode.STORE_READ_ONLY, () -> small.put(KEY, bytes("new")));
            assertCode(DiagnosticCode.STORE_READ_ONLY, () -> small.delete(KEY));
            assertThat(text(small)).isEqualTo("old");
        } finally {
            assertThat(run("umount", disk.toString())).isZero();
        }
    }

    @Test
    void commit_onATakenName_isRefusedAndReplacesNothing() {
        written(store.put(KEY, bytes("old")));
        try (ObjectWriter writer = store.create(KEY)) {
            writer.write(bytes("new"), 0, 3);
            assertIoError(writer::commit);
        }

        assertThat(text(store)).isEqualTo("old");
    }

    @Test
    void sweep_doesNotTouchAnotherFolder() throws IOException {
        written(store.put(KEY, bytes("one")));
        written(store.put(new ObjectKey("c/d"), bytes("one")));
        Files.writeString(root.resolve("c/.og-tmp-live"), "half");

        assertThat(store.sweepTemporaryFiles(new KeyPrefix("a/"), Instant.now(), Duration.ZERO))
                .isZero();
        assertThat(root.resolve("c/.og-tmp-live")).exists();
    }

    private static String text(LocalObjectStore store) {
        return new String(store.get(KEY, MAX).orElseThrow().bytes(), StandardCharsets.UTF_8);
    }

    private List<String> files() throws IOException {
        try (Stream<Path> paths = Files.walk(root)) {
            return paths.filter(Files::isRegularFile)
                    .map(path -> root.relativize(path).toString())
                    .sorted()
                    .toList();
        }
    }

    private static int run(String... command) throws IOException, InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            return process.exitValue();
        } catch (IOException e) {
            return 127;
        }
    }

    private static void assertEscapes(Runnable call) {
        assertCode(DiagnosticCode.STORE_PATH_ESCAPES_ROOT, call);
    }

    private static void assertIoError(Runnable call) {
        assertCode(DiagnosticCode.STORE_IO_ERROR, call);
    }

    private static void assertCode(DiagnosticCode code, Runnable call) {
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(call::run)
                .satisfies(e -> assertThat(e.code()).isEqualTo(code));
    }

    private static void written(PutOutcome outcome) {
        assertThat(outcome).isInstanceOf(PutOutcome.Written.class);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

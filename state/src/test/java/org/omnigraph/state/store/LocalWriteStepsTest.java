package org.omnigraph.state.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.testing.FileStep;
import org.omnigraph.state.testing.FileSteps;
import org.omnigraph.state.testing.WatchedFileSystem;

/// Which steps each write takes on disk, in which order: a name appears when its content is durable, and the write is
/// done when the name is (storage-protocol.md §1). A missing sync shows nowhere but here, and in a power cut.
class LocalWriteStepsTest {
    private static final ObjectKey KEY = new ObjectKey("a/b.json");

    /// What a machine that does not speak English says of any failure.
    private static final String FOREIGN = "Bu işleme izin verilmedi";

    @TempDir
    Path folder;

    private final FileSteps steps = new FileSteps();
    private LocalObjectStore store;

    @BeforeEach
    void openStore() throws IOException {
        Files.createDirectories(folder.resolve("root"));
        store = LocalObjectStore.at(WatchedFileSystem.watching(folder.resolve("root"), steps));
    }

    @Test
    void put_syncsTheFileThenNamesItThenSyncsTheFolder() throws IOException {
        Files.createDirectory(folder.resolve("root/a"));
        written(store.put(KEY, bytes("one")));
        assertThat(steps.taken())
                .containsExactly("create .og-tmp-", "write .og-tmp-", "sync .og-tmp-", "move b.json", "sync a");
    }

    @Test
    void putIfAbsent_syncsTheFileThenLinksItThenSyncsTheFolder() throws IOException {
        Files.createDirectory(folder.resolve("root/a"));
        written(store.putIfAbsent(KEY, bytes("one")));
        assertThat(steps.taken())
                .containsExactly(
                        "create .og-tmp-",
                        "write .og-tmp-",
                        "sync .og-tmp-",
                        "link b.json",
                        "delete .og-tmp-",
                        "sync a");
    }

    @Test
    void putIfAbsent_onItsOwnBytes_makesTheNameDurableBeforeItSaysSo() {
        written(store.putIfAbsent(KEY, bytes("one")));
        steps.taken();
        written(store.putIfAbsent(KEY, bytes("one")));
        assertThat(steps.taken()).containsSubsequence("sync .og-tmp-", "link b.json", "sync a");
    }

    @Test
    void putIfMatch_syncsAsAPutDoes() {
        VersionToken token = written(store.put(KEY, bytes("one")));
        steps.taken();
        written(store.putIfMatch(KEY, bytes("two"), token));
        assertThat(steps.taken())
                .containsExactly("create .og-tmp-", "write .og-tmp-", "sync .og-tmp-", "move b.json", "sync a");
    }

    @Test
    void create_syncsTheFileOnceThenLinksItThenSyncsTheFolder() throws IOException {
        Files.createDirectory(folder.resolve("root/a"));
        try (ObjectWriter writer = store.create(KEY)) {
            writer.write(bytes("one"), 0, 3);
            writer.write(bytes("two"), 0, 3);
            writer.commit();
        }
        assertThat(steps.taken())
                .containsExactly(
                        "create .og-tmp-",
                        "write .og-tmp-",
                        "write .og-tmp-",
                        "sync .og-tmp-",
                        "link b.json",
                        "sync a",
                        "delete .og-tmp-");
    }

    @Test
    void delete_syncsTheFolder() throws IOException {
        Files.writeString(Files.createDirectory(folder.resolve("root/a")).resolve("stays"), "x");
        written(store.put(KEY, bytes("one")));
        steps.taken();
        store.delete(KEY);
        assertThat(steps.taken()).startsWith("delete b.json", "sync a");
    }

    @Test
    void delete_ofNothing_syncsNothing() {
        store.delete(KEY);
        assertThat(steps.taken()).containsExactly("delete b.json");
    }

    @Test
    void deletePrefix_syncsTheFolderThatHeldIt() {
        written(store.put(new ObjectKey("a/b/c.json"), bytes("one")));
        written(store.put(new ObjectKey("a/stays"), bytes("one")));
        steps.taken();
        store.deletePrefix(new KeyPrefix("a/b/"));
        assertThat(steps.taken()).startsWith("delete c.json", "delete b", "sync a");
    }

    @Test
    void newFolders_areSyncedUpToTheFirstThatWasThere() {
        written(store.put(new ObjectKey("x/y/z.json"), bytes("one")));
        assertThat(steps.taken())
                .containsExactly(
                        "make folder x",
                        "sync root",
                        "make folder y",
                        "sync x",
                        "create .og-tmp-",
                        "write .og-tmp-",
                        "sync .og-tmp-",
                        "move z.json",
                        "sync y");
    }

    @Test
    void aFolderThatAnotherWriterMadeFirst_isSyncedAllTheSame() {
        steps.fail(
                step -> step.kind() == FileStep.Kind.MAKE_FOLDER
                        && step.toString().endsWith(" x"),
                () -> {
                    Files.createDirectory(folder.resolve("root/x"));
                });
        written(store.put(new ObjectKey("x/y.json"), bytes("one")));
        assertThat(steps.taken()).startsWith("make folder x", "sync root", "create .og-tmp-");
    }

    @Test
    void anUnsyncedFolder_leavesTheOutcomeUnknown() throws IOException {
        Files.createDirectory(folder.resolve("root/a"));
        failing(FileStep.Kind.SYNC, "sync a");
        assertThat(store.put(KEY, bytes("one"))).isInstanceOf(PutOutcome.Unknown.class);
        assertThat(store.putIfAbsent(new ObjectKey("a/c"), bytes("one"))).isInstanceOf(PutOutcome.Unknown.class);
        assertThat(store.putIfAbsent(new ObjectKey("a/c"), bytes("one"))).isInstanceOf(PutOutcome.Unknown.class);
    }

    @Test
    void aFolderThatIsGoneBeforeItsSync_isAWriteThatHappened() throws IOException {
        Files.createDirectory(folder.resolve("root/a"));
        steps.fail(step -> step.toString().equals("sync a"), () -> {
            throw new NoSuchFileException("a");
        });
        written(store.put(KEY, bytes("one")));
        store.delete(KEY);
    }

    @Test
    void anUnsyncedFile_isNeverNamed() {
        failing(FileStep.Kind.SYNC, "sync .og-tmp-");
        assertCode(DiagnosticCode.STORE_IO_ERROR, () -> store.put(KEY, bytes("one")));
        assertCode(DiagnosticCode.STORE_IO_ERROR, () -> store.putIfAbsent(KEY, bytes("one")));
        try (ObjectWriter writer = store.create(KEY)) {
            writer.write(bytes("one"), 0, 3);
            assertCode(DiagnosticCode.STORE_IO_ERROR, writer::commit);
        }
        steps.fail(step -> false, () -> {});
        assertThat(store.get(KEY, 100)).isEmpty();
        assertThat(folder.resolve("root/a")).as("no temporary file either").isEmptyDirectory();
    }

    @Test
    void aRenameThatFails_leavesTheOldContentAndNoTemporaryFile() {
        written(store.put(KEY, bytes("old")));
        failing(FileStep.Kind.MOVE, "move b.json");
        assertCode(DiagnosticCode.STORE_IO_ERROR, () -> store.put(KEY, bytes("new")));
        assertThat(folder.resolve("root/a/b.json")).hasContent("old");
        assertThat(folder.resolve("root/a")).isDirectoryNotContaining("glob:**/.og-tmp-*");
    }

    @Test
    void aWriteThatEndsInAnError_leavesNoTemporaryFile() {
        steps.fail(step -> step.kind() == FileStep.Kind.WRITE, () -> {
            throw new OutOfMemoryError("injected");
        });
        assertThatThrownBy(() -> store.put(KEY, bytes("new"))).isInstanceOf(OutOfMemoryError.class);
        assertThat(folder.resolve("root/a")).isEmptyDirectory();
    }

    @Test
    void aFileSystemWithoutHardLinks_isNamedWhateverLanguageItSpeaks() {
        failing(FileStep.Kind.LINK, "");
        assertCode(DiagnosticCode.STORE_UNSUPPORTED, () -> store.putIfAbsent(KEY, bytes("one")));
        steps.fail(step -> step.kind() == FileStep.Kind.LINK, () -> {
            throw new UnsupportedOperationException();
        });
        assertCode(DiagnosticCode.STORE_UNSUPPORTED, () -> store.putIfAbsent(KEY, bytes("one")));
        try (ObjectWriter writer = store.create(KEY)) {
            assertCode(DiagnosticCode.STORE_UNSUPPORTED, writer::commit);
        }
        assertThat(folder.resolve("root/a")).isEmptyDirectory();
    }

    @Test
    void aLinkThatFailsOnce_isAFailureOfThisWriteAndNotOfTheFileSystem() {
        failing(FileStep.Kind.LINK, "link b.json");
        assertCode(DiagnosticCode.STORE_IO_ERROR, () -> store.putIfAbsent(KEY, bytes("one")));
        assertThat(folder.resolve("root/a")).isEmptyDirectory();
    }

    @Test
    void aLinkThatFailsWhereNoFileCanBeMade_isAFailureOfTheDisk() {
        boolean[] linked = {false};
        steps.fail(
                step -> step.kind() == FileStep.Kind.LINK || linked[0] && step.kind() == FileStep.Kind.CREATE, () -> {
                    linked[0] = true;
                    throw new FileSystemException("b.json", null, FOREIGN);
                });
        assertCode(DiagnosticCode.STORE_IO_ERROR, () -> store.putIfAbsent(KEY, bytes("one")));
    }

    private void failing(FileStep.Kind kind, String text) {
        steps.fail(step -> step.kind() == kind && step.toString().startsWith(text), () -> {
            throw new FileSystemException("b.json", null, FOREIGN);
        });
    }

    private static void assertCode(DiagnosticCode code, Runnable call) {
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(call::run)
                .satisfies(e -> assertThat(e.code()).isEqualTo(code));
    }

    private static VersionToken written(PutOutcome outcome) {
        assertThat(outcome).isInstanceOf(PutOutcome.Written.class);
        return outcome instanceof PutOutcome.Written(VersionToken token) ? token : new VersionToken("");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

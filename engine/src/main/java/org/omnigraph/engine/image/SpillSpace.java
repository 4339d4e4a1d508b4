package org.omnigraph.engine.image;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.store.StoreException;

/// What one write keeps on disk. Its files lose their names as soon as they are open, so that nothing is left of them
/// however the process ends, and nothing needs sweeping. Made only when something is put there. Used by one thread.
public final class SpillSpace implements AutoCloseable {
    private final Path parent;
    private final List<Closeable> users = new ArrayList<>();

    /// Files that the system does not let go of while they are open.
    private final List<Path> named = new ArrayList<>();

    /// @param parent an existing folder, usually that of `java.io.tmpdir`
    public SpillSpace(Path parent) {
        this.parent = parent;
    }

    /// A new, empty file, open for reading and writing; only its owner may open it in the moment that it has a name.
    /// Whoever asks for it closes it; what is mapped of it stays.
    FileChannel newFile() {
        try {
            Path file = Files.createTempFile(parent, "omnigraph-", ".spill");
            FileChannel channel;
            try {
                channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
            } finally {
                unname(file);
            }
            return channel;
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private void unname(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            named.add(file);
        }
    }

    /// What a write fails with whose temporary files cannot be written or read; nothing of it was published.
    StoreException failed(IOException cause) {
        return new StoreException(
                DiagnosticCode.STORE_IO_ERROR,
                parent.toString(),
                "The temporary folder " + parent + " cannot hold what the write must remember: " + cause.getMessage()
                        + ". Free some space there, or name another folder by -Djava.io.tmpdir.",
                cause);
    }

    /// Closes `user` before the files go.
    <T extends Closeable> T use(T user) {
        users.add(user);
        return user;
    }

    /// Tells of no failure: what was kept is of no use any more.
    @Override
    public void close() {
        for (Closeable user : users) {
            try {
                user.close();
            } catch (IOException e) {
                // The system closes it with the process.
            }
        }
        for (Path file : named) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                // It is in the folder for temporary files, and empty of meaning.
            }
        }
    }
}

package org.omnigraph.engine.image;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.store.StoreException;

/// A private folder for what one write keeps on disk; gone when closed. Made only when something is put there.
public final class SpillSpace implements AutoCloseable {
    private final Path parent;
    private final List<Closeable> users = new ArrayList<>();
    private final List<Path> files = new ArrayList<>();

    /// @param parent an existing folder, usually that of `java.io.tmpdir`
    public SpillSpace(Path parent) {
        this.parent = parent;
    }

    /// A new, empty file; only its owner may read it.
    public Path newFile() {
        try {
            Path file = Files.createTempFile(parent, "omnigraph-", ".spill");
            files.add(file);
            return file;
        } catch (IOException e) {
            throw failed(e);
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

    @Override
    public void close() {
        List<IOException> failures = new ArrayList<>();
        for (Closeable user : users) {
            try {
                user.close();
            } catch (IOException e) {
                failures.add(e);
            }
        }
        for (Path file : files) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                failures.add(e);
            }
        }
        if (!failures.isEmpty()) {
            throw new IllegalStateException("temporary files were left in " + parent, failures.getFirst());
        }
    }
}

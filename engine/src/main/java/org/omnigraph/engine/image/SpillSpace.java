package org.omnigraph.engine.image;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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
            throw new UncheckedIOException("cannot write to the temporary folder " + parent, e);
        }
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

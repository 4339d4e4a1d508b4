package org.omnigraph.state.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;

/// The steps from which durable local writes are made: nothing here decides anything.
final class LocalFiles {
    /// How names begin that are no objects; [LocalPaths] refuses keys that do.
    static final String RESERVED_PREFIX = ".og-";

    static final String TEMPORARY_PREFIX = RESERVED_PREFIX + "tmp-";
    static final String LOCK_NAME = RESERVED_PREFIX + "cas.lock";

    private LocalFiles() {}

    /// Writes a new temporary file in `folder` and syncs it; leaves nothing behind if it fails.
    static Path writeTemporary(Path folder, byte[] bytes) throws IOException {
        Path file = temporaryName(folder);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            writeFully(channel, ByteBuffer.wrap(bytes));
            channel.force(true);
            return file;
        } catch (IOException | RuntimeException | Error e) {
            deleteQuietly(file);
            throw e;
        }
    }

    static Path temporaryName(Path folder) {
        return folder.resolve(TEMPORARY_PREFIX + UUID.randomUUID());
    }

    static void writeFully(FileChannel channel, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    /// Makes the entries of a folder durable.
    static void syncFolder(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /// Makes `folder` exist, and durable up to the first folder that existed before.
    ///
    /// @return the folders that were made by this call
    /// @throws NoSuchFileException if another process removes one of them meanwhile
    static List<Path> createFolders(Path folder) throws IOException {
        Deque<Path> missing = new ArrayDeque<>();
        List<Path> made = new ArrayList<>();
        Path existing = folder;
        while (existing != null && !Files.exists(existing, LinkOption.NOFOLLOW_LINKS)) {
            missing.push(existing);
            existing = existing.getParent();
        }
        for (Path next : missing) {
            try {
                Files.createDirectory(next);
                made.add(next);
            } catch (FileAlreadyExistsException e) {
                // Another writer was faster.
            }
            Path parent = next.getParent();
            if (parent != null) {
                syncFolder(parent);
            }
        }
        return made;
    }

    /// Removes a folder in which there is nothing; true if it is gone. One that cannot be removed stays: it does no
    /// harm.
    static boolean deleteIfEmpty(Path folder) {
        try {
            Files.deleteIfExists(folder);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    static void deleteQuietly(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // A temporary file that stays behind is ignored by every reader, and swept later.
        }
    }
}

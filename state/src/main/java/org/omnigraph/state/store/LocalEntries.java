package org.omnigraph.state.store;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.omnigraph.state.diagnostic.DiagnosticCode;

/// What stands at a path. Asked before it is opened: a pipe or a device would block, or never end.
final class LocalEntries {
    private LocalEntries() {}

    /// True if there is nothing; any other failure to look is thrown, never taken for absence.
    static boolean isAbsent(Path path) throws IOException {
        try {
            attributes(path);
            return false;
        } catch (NoSuchFileException e) {
            return true;
        } catch (FileSystemException e) {
            if (isBehindAFile(path)) {
                return true;
            }
            throw e;
        }
    }

    /// @throws StoreException if something is there that is no regular file
    static void refuseIrregular(Path path) throws IOException {
        try {
            if (!attributes(path).isRegularFile()) {
                throw new StoreException(
                        DiagnosticCode.STORE_IO_ERROR,
                        path.toString(),
                        "there is something that is not a regular file");
            }
        } catch (NoSuchFileException e) {
            // Nothing to refuse.
        }
    }

    /// @throws StoreException if a folder is there
    static void refuseFolder(Path path) {
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            throw new StoreException(
                    DiagnosticCode.STORE_IO_ERROR, path.toString(), "there is a folder where a file should be");
        }
    }

    /// True if a file stands where a folder above `path` would be. The system says so only in its own language, so
    /// the nearest thing above that can be looked at is looked at.
    private static boolean isBehindAFile(Path path) {
        for (Path above = path.getParent(); above != null; above = above.getParent()) {
            try {
                return !attributes(above).isDirectory();
            } catch (IOException e) {
                // One further up.
            }
        }
        return false;
    }

    private static BasicFileAttributes attributes(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }
}

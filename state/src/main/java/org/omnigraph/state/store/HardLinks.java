package org.omnigraph.state.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.omnigraph.state.diagnostic.DiagnosticCode;

/// Why a hard link could not be made. The system tells only in its own language, so it is found out: a folder in
/// which a file can be made, and no link to it, is on a file system without hard links.
final class HardLinks {
    private HardLinks() {}

    /// @param path the name that was to be made
    /// @param temporary the file that was to get it
    /// @param cause an [IOException] or [UnsupportedOperationException]
    static StoreException failure(Path path, Path temporary, Exception cause) {
        if (cause instanceof IOException io && (!takesFiles(path) || takesLinks(temporary))) {
            return LocalErrors.of(path, "writing", io);
        }
        return new StoreException(
                DiagnosticCode.STORE_UNSUPPORTED,
                path.toString(),
                "the file system has no hard links, so two writers could both create one object",
                cause);
    }

    private static boolean takesFiles(Path path) {
        return succeeds(() -> LocalFiles.writeTemporary(path.resolveSibling(""), new byte[1]));
    }

    private static boolean takesLinks(Path temporary) {
        return succeeds(() -> {
            Path link = LocalFiles.temporaryName(temporary.resolveSibling(""));
            Files.createLink(link, temporary);
            return link;
        });
    }

    private static boolean succeeds(Making making) {
        try {
            LocalFiles.deleteQuietly(making.make());
            return true;
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    /// Makes a file that is removed again.
    private interface Making {
        Path make() throws IOException;
    }
}

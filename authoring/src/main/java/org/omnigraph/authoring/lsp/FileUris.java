package org.omnigraph.authoring.lsp;

import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.util.Optional;
import org.omnigraph.state.store.RealPath;

/// Files as editors name them.
final class FileUris {
    private FileUris() {}

    /// The file of a `file:` URI, absolute and without symbolic links, whether or not it is there; nothing for other
    /// URIs.
    static Optional<Path> path(String uri) {
        try {
            URI parsed = URI.create(uri);
            return "file".equalsIgnoreCase(parsed.getScheme())
                    ? Optional.of(RealPath.of(Path.of(parsed).toAbsolutePath().normalize()))
                    : Optional.empty();
        } catch (IllegalArgumentException | FileSystemNotFoundException e) {
            return Optional.empty();
        }
    }
}

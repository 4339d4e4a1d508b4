package org.omnigraph.state.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.omnigraph.state.diagnostic.DiagnosticCode;

/// Turns keys into paths below one root, and keeps them there: below the root no symbolic link is followed. The root
/// itself, and what leads to it, may be links.
final class LocalPaths {
    private final Path root;

    LocalPaths(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    Path root() {
        return root;
    }

    /// True for a path inside the root, false for the root itself.
    boolean isBelowRoot(Path path) {
        return path.startsWith(root) && !path.equals(root);
    }

    /// The path of an object.
    Path of(ObjectKey key) {
        return resolve(key.value());
    }

    /// The path of a folder of keys.
    Path of(KeyPrefix prefix) {
        return prefix.value().isEmpty() ? root : resolve(prefix.value());
    }

    /// The key of a path below the root.
    String keyOf(Path path) {
        StringBuilder key = new StringBuilder();
        for (Path segment : root.relativize(path)) {
            key.append(key.isEmpty() ? "" : "/").append(segment);
        }
        return key.toString();
    }

    /// Refuses a path that is reached over a symbolic link below the root, or is one. What does not exist is fine.
    ///
    /// @throws StoreException with `store_path_escapes_root`
    void confine(Path path) throws IOException {
        Path realRoot;
        try {
            realRoot = root.toRealPath();
        } catch (NoSuchFileException e) {
            return;
        }
        Path present = path;
        while (present.startsWith(root) && !present.equals(root) && !Files.exists(present, LinkOption.NOFOLLOW_LINKS)) {
            Path parent = present.getParent();
            if (parent == null) {
                return;
            }
            present = parent;
        }
        if (Files.isSymbolicLink(present) && !present.equals(root)) {
            throw escapes(present);
        }
        Path expected = realRoot.resolve(root.relativize(present));
        Path actual;
        try {
            actual = present.toRealPath();
        } catch (NoSuchFileException e) {
            return;
        }
        if (!actual.equals(expected.normalize())) {
            throw escapes(path);
        }
    }

    private static StoreException escapes(Path path) {
        return new StoreException(
                DiagnosticCode.STORE_PATH_ESCAPES_ROOT,
                path.toString(),
                "it is, or lies behind, a symbolic link; below the storage root no link is followed");
    }

    private Path resolve(String key) {
        for (String segment : key.split("/", -1)) {
            if (segment.startsWith(LocalFiles.RESERVED_PREFIX)) {
                throw new IllegalArgumentException("object key has a reserved segment: " + key);
            }
        }
        try {
            return root.resolve(key).normalize();
        } catch (InvalidPathException e) {
            throw new StoreException(
                    DiagnosticCode.STORE_UNSUPPORTED, root + "/" + key, "this machine cannot spell that file name", e);
        }
    }
}

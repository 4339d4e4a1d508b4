package org.omnigraph.state.store;

import java.io.IOException;
import java.nio.file.Path;

/// Where a path leads once symbolic links are followed, whether or not anything is there.
public final class RealPath {
    private RealPath() {}

    /// The real path of as much of `path` as exists, and the rest as it is written; `path` itself if nothing does.
    public static Path of(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            Path parent = path.getParent();
            Path name = path.getFileName();
            return parent == null || name == null ? path : of(parent).resolve(name);
        }
    }
}

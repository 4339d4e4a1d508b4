package org.omnigraph.state.testing;

import java.nio.file.Path;

/// One step on a file system that changes what is there, or makes it durable.
///
/// @param path the file or folder; of a link or a move, the new name
public record FileStep(Kind kind, Path path) {
    public enum Kind {
        CREATE,
        OPEN,
        WRITE,
        SYNC,
        LINK,
        MOVE,
        MAKE_FOLDER,
        DELETE
    }

    /// The kind and the last segment of the path, temporary names without what makes each one different.
    @Override
    public String toString() {
        String name = String.valueOf(path.getFileName());
        int dash = name.startsWith(".og-tmp-") ? ".og-tmp-".length() : name.length();
        return kind.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ') + " " + name.substring(0, dash);
    }
}

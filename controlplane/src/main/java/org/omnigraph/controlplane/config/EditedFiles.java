package org.omnigraph.controlplane.config;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Texts that stand in for files: what an editor holds and has not saved. Immutable.
public final class EditedFiles {
    /// Every file is as it is on disk.
    public static final EditedFiles NONE = new EditedFiles(Map.of());

    private final Map<Path, String> texts;

    /// @param texts by the file's path, absolute and without symbolic links
    public EditedFiles(Map<Path, String> texts) {
        this.texts = Map.copyOf(texts);
    }

    /// What stands in for this file, as the bytes that saving it would write.
    Optional<byte[]> bytes(Path file) {
        @Nullable String text = texts.get(file);
        return text == null ? Optional.empty() : Optional.of(text.getBytes(StandardCharsets.UTF_8));
    }
}

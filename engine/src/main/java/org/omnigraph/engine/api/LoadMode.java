package org.omnigraph.engine.api;

import java.util.Locale;
import java.util.Optional;

/// What a load does with what is there (schema-language.md §11).
public enum LoadMode {
    /// Replaces the content of each type that occurs in the file.
    OVERWRITE,
    /// Strict insert: an id that exists is refused.
    APPEND,
    /// Insert, or replace the whole row with that id.
    MERGE;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<LoadMode> ofWireName(String text) {
        for (LoadMode mode : values()) {
            if (mode.wireName().equals(text)) {
                return Optional.of(mode);
            }
        }
        return Optional.empty();
    }
}

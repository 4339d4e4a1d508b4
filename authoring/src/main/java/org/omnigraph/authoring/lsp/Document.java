package org.omnigraph.authoring.lsp;

import java.nio.file.Path;
import java.util.Optional;
import org.omnigraph.authoring.source.SourceKind;

/// A text that an editor has open. Immutable.
///
/// @param uri as the editor spells it
/// @param languageId as the editor calls it; decides only for texts that are no file
/// @param file absent for a text that was never saved
record Document(String uri, String languageId, int version, String text, Optional<Path> file) {
    /// More is neither a schema nor a query file (cluster-contract.md §2); it is not looked into.
    static final int LENGTH_MAX = 16 << 20;

    boolean isSchema() {
        return SourceKind.isSchema(uri) || (file.isEmpty() && languageId.endsWith("pg"));
    }

    boolean isQueries() {
        return SourceKind.isQueries(uri) || (file.isEmpty() && languageId.endsWith("gq"));
    }

    boolean isTooLong() {
        return text.length() > LENGTH_MAX;
    }

    /// Whether it is looked into at all.
    boolean isRead() {
        return !isTooLong() && (isSchema() || isQueries());
    }

    Document changed(int newVersion, String newText) {
        return new Document(uri, languageId, newVersion, newText, file);
    }
}

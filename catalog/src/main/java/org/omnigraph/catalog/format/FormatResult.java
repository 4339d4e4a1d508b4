package org.omnigraph.catalog.format;

import java.util.List;
import org.omnigraph.state.diagnostic.Diagnostic;

/// What formatting a file gave.
public sealed interface FormatResult {

    /// The file as it should look.
    record Formatted(String text) implements FormatResult {}

    /// The file has syntax errors and stays as it is. Paths are empty.
    record Unreadable(List<Diagnostic> diagnostics) implements FormatResult {
        public Unreadable {
            diagnostics = List.copyOf(diagnostics);
        }
    }
}

package org.omnigraph.catalog.query;

import java.util.List;
import java.util.Optional;
import org.omnigraph.catalog.query.ast.QueryFile;
import org.omnigraph.state.diagnostic.Diagnostic;

/// What parsing gave: a file, or at least one diagnostic.
public final class ParseResult {
    private final Optional<QueryFile> file;
    private final List<Diagnostic> diagnostics;

    private ParseResult(Optional<QueryFile> file, List<Diagnostic> diagnostics) {
        this.file = file;
        this.diagnostics = List.copyOf(diagnostics);
    }

    static ParseResult parsed(QueryFile file) {
        return new ParseResult(Optional.of(file), List.of());
    }

    static ParseResult failed(List<Diagnostic> diagnostics) {
        if (diagnostics.isEmpty()) {
            throw new IllegalArgumentException("a failed parse says why");
        }
        return new ParseResult(Optional.empty(), diagnostics);
    }

    /// The file, if it has no error.
    public Optional<QueryFile> file() {
        return file;
    }

    /// Every error, in source order; empty exactly if [#file] is present. Paths are empty: the caller knows the file.
    public List<Diagnostic> diagnostics() {
        return diagnostics;
    }
}

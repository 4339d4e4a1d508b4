package org.omnigraph.authoring.source;

import java.util.List;
import java.util.Locale;
import org.omnigraph.state.diagnostic.Diagnostic;

/// What `fmt` did.
///
/// @param check true if nothing was to be written
/// @param diagnostics syntax errors; with `check` also the files that are not formatted
public record FormatOutcome(boolean check, List<FormattedFile> files, List<Diagnostic> diagnostics) {
    public FormatOutcome {
        files = List.copyOf(files);
        diagnostics = List.copyOf(diagnostics);
    }

    /// One file.
    public record FormattedFile(String path, Status status) {}

    /// What became of a file.
    public enum Status {
        /// It was formatted already.
        UNCHANGED,
        /// It was written anew.
        FORMATTED,
        /// It would be written anew.
        UNFORMATTED,
        /// It has syntax errors and was left as it is.
        UNREADABLE;

        /// The name in JSON.
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public long count(Status status) {
        return files.stream().filter(file -> file.status() == status).count();
    }
}

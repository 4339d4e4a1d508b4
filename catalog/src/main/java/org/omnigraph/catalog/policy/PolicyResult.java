package org.omnigraph.catalog.policy;

import java.util.List;
import org.omnigraph.state.diagnostic.Diagnostic;

/// What reading a bundle gave. Diagnostics are sorted by position and have no path: the caller knows the file.
public sealed interface PolicyResult {
    /// Errors and warnings.
    List<Diagnostic> diagnostics();

    /// A bundle that holds; the diagnostics are warnings.
    record Valid(PolicyDocument document, List<Diagnostic> diagnostics) implements PolicyResult {
        public Valid {
            diagnostics = List.copyOf(diagnostics);
        }
    }

    /// At least one error; all of them.
    record Invalid(List<Diagnostic> diagnostics) implements PolicyResult {
        public Invalid {
            diagnostics = List.copyOf(diagnostics);
        }
    }
}

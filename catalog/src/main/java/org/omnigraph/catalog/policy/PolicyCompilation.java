package org.omnigraph.catalog.policy;

import java.util.List;
import org.omnigraph.state.diagnostic.Diagnostic;

/// What compiling a bundle gave.
public sealed interface PolicyCompilation {
    record Compiled(CompiledPolicy policy) implements PolicyCompilation {}

    /// Cedar's strict validator refused; diagnostics have no path.
    record Failed(List<Diagnostic> diagnostics) implements PolicyCompilation {
        public Failed {
            diagnostics = List.copyOf(diagnostics);
        }
    }
}

package org.omnigraph.catalog.query;

import java.util.List;
import java.util.Optional;
import org.omnigraph.catalog.query.checked.CheckedQuery;
import org.omnigraph.state.diagnostic.Diagnostic;

/// What type-checking gave: a checked query, or at least one diagnostic.
public final class CheckResult {
    private final Optional<CheckedQuery> query;
    private final List<Diagnostic> diagnostics;

    private CheckResult(Optional<CheckedQuery> query, List<Diagnostic> diagnostics) {
        this.query = query;
        this.diagnostics = List.copyOf(diagnostics);
    }

    static CheckResult checked(CheckedQuery query) {
        return new CheckResult(Optional.of(query), List.of());
    }

    static CheckResult failed(List<Diagnostic> diagnostics) {
        if (diagnostics.isEmpty()) {
            throw new IllegalArgumentException("a failed check says why");
        }
        return new CheckResult(Optional.empty(), diagnostics);
    }

    /// The checked query, if it has no error.
    public Optional<CheckedQuery> query() {
        return query;
    }

    /// Every error, code `query_typecheck_error`, messages beginning with the rule's code (`T4: …`); empty exactly if
    /// [#query] is present. Paths are empty: the caller knows the file.
    public List<Diagnostic> diagnostics() {
        return diagnostics;
    }
}

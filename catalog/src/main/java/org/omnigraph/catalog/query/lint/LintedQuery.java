package org.omnigraph.catalog.query.lint;

import java.util.List;
import java.util.Optional;
import org.omnigraph.catalog.query.CheckResult;
import org.omnigraph.catalog.query.checked.CheckedQuery;
import org.omnigraph.state.diagnostic.Diagnostic;

/// What a lint says of one query.
///
/// @param warnings advice, one sentence each
/// @param result of type-checking
public record LintedQuery(String name, boolean mutation, List<String> warnings, CheckResult result) {
    public LintedQuery {
        warnings = List.copyOf(warnings);
    }

    public boolean isOk() {
        return result.query().isPresent();
    }

    /// The checked query, if it has no error.
    public Optional<CheckedQuery> checked() {
        return result.query();
    }

    /// Every error as `type error: T4: …`, a line each; empty if there is none.
    public String error() {
        return String.join(
                "\n",
                result.diagnostics().stream()
                        .map(Diagnostic::message)
                        .map(message -> "type error: " + message)
                        .toList());
    }
}

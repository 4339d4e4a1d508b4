package org.omnigraph.authoring.source;

import java.util.List;
import org.omnigraph.catalog.query.lint.LintReport;
import org.omnigraph.state.diagnostic.Diagnostic;

/// What `lint` found.
///
/// @param single true if exactly one `.gq` file was named: then its report is the whole document
/// @param files how many files were looked at
/// @param reports one for each `.gq` file
/// @param diagnostics every error with its place
public record LintOutcome(boolean single, int files, List<LintReport> reports, List<Diagnostic> diagnostics) {
    public LintOutcome {
        reports = List.copyOf(reports);
        diagnostics = List.copyOf(diagnostics);
    }

    public boolean ok() {
        return diagnostics.stream().noneMatch(Diagnostic::isError);
    }

    public long warnings() {
        return reports.stream().mapToLong(LintReport::warnings).sum();
    }
}

package org.omnigraph.catalog.query;

import java.util.List;
import org.omnigraph.catalog.lexing.Problems;
import org.omnigraph.catalog.lexing.Span;
import org.omnigraph.catalog.query.ast.QueryDecl;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.diagnostic.DiagnosticCode;

/// Gathers the broken rules of one query.
final class CheckReport {
    private final Problems problems;

    CheckReport(QueryDecl query) {
        this.problems = new Problems(query.source().text(), DiagnosticCode.QUERY_TYPECHECK_ERROR);
    }

    void broken(TypeRule rule, Span span, String message) {
        broken(rule, span, message, "");
    }

    void broken(TypeRule rule, Span span, String message, String help) {
        problems.syntax(span, rule + ": " + message, help);
    }

    /// True once there are so many that the rest of the query goes unchecked.
    boolean giveUp() {
        return problems.giveUp();
    }

    int count() {
        return problems.count();
    }

    boolean isEmpty() {
        return problems.isEmpty();
    }

    List<Diagnostic> diagnostics() {
        return problems.diagnostics();
    }
}

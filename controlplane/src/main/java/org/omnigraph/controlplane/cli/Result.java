package org.omnigraph.controlplane.cli;

import java.util.List;
import org.omnigraph.controlplane.view.View;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.diagnostic.ExitCode;

/// How a command ended: what it shows, what it complains about, and what the process exits with.
record Result(View view, List<Diagnostic> diagnostics, int exitCode) {
    Result {
        diagnostics = List.copyOf(diagnostics);
    }

    static Result of(View view, List<Diagnostic> diagnostics, ExitCode exitCode) {
        return new Result(view, diagnostics, exitCode.number());
    }

    static Result ok(View view) {
        return of(view, List.of(), ExitCode.OK);
    }
}

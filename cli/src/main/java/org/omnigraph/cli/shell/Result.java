package org.omnigraph.cli.shell;

import java.util.List;
import org.omnigraph.cli.format.Advice;
import org.omnigraph.cli.format.FailureView;
import org.omnigraph.cli.format.View;
import org.omnigraph.controlplane.task.CommandOutcome;
import org.omnigraph.state.diagnostic.Diagnostic;

/// How a command ended: what it shows, what it complains about, and what the process exits with.
public record Result(View view, List<Diagnostic> diagnostics, int exitCode) {
    public Result {
        diagnostics = List.copyOf(diagnostics);
    }

    public static Result ok(View view) {
        return new Result(view, List.of(), 0);
    }

    /// Nothing but problems.
    public static Result failed(List<Diagnostic> diagnostics) {
        return new Result(new FailureView(diagnostics), diagnostics, Exits.of(diagnostics));
    }

    /// A cluster command's result; the exit code follows from its gravest error.
    public static Result of(CommandOutcome outcome, View view) {
        List<Diagnostic> advised = Advice.inFolder(outcome.diagnostics(), outcome.configDir());
        return new Result(view, advised, Exits.of(advised));
    }
}

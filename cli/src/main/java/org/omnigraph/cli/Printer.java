package org.omnigraph.cli;

import java.io.PrintStream;
import java.util.List;
import org.omnigraph.cli.format.DiagnosticView;
import org.omnigraph.cli.format.JsonText;
import org.omnigraph.cli.shell.Invocation;
import org.omnigraph.cli.shell.Result;
import org.omnigraph.state.diagnostic.Diagnostic;

/// The one place where results become output: results to standard output, diagnostics to standard error, and with
/// `--json` one document that holds both.
final class Printer {
    private Printer() {}

    static void print(Result result, Invocation invocation) {
        PrintStream out = invocation.shell().out();
        if (invocation.json()) {
            String document = result.view().isCompact()
                    ? JsonText.compact(result.view().json())
                    : JsonText.indented(result.view().json());
            out.print(document + "\n");
            out.flush();
            return;
        }
        List<Diagnostic> shown = result.diagnostics().stream()
                .filter(diagnostic -> diagnostic.isError() || invocation.logLevel() != Invocation.LogLevel.ERROR)
                .toList();
        if (!shown.isEmpty()) {
            invocation.shell().err().print(DiagnosticView.human(shown, invocation.errStyle()));
            invocation.shell().err().print(result.view().complaints(invocation.errStyle()));
            invocation.shell().err().flush();
        }
        if (!invocation.quiet()) {
            out.print(result.view().human(invocation.outStyle()));
        }
        out.flush();
    }
}

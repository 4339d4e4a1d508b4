package org.omnigraph.cli.shell;

import java.util.List;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.diagnostic.Severity;

/// A command that cannot begin: its arguments, files or surroundings are not what it needs. Nothing was changed.
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Diagnostic> diagnostics;

    private Refusal(Diagnostic diagnostic) {
        super(diagnostic.message());
        this.diagnostics = List.of(diagnostic);
    }

    /// The command line is wrong.
    public static Refusal usage(String message, String help) {
        return new Refusal(
                Diagnostic.of(DiagnosticCode.INVALID_USAGE, "", message).withHelp(help));
    }

    /// Something else is wrong; an error whatever the code's usual weight.
    public static Refusal of(DiagnosticCode code, String path, String message) {
        return new Refusal(Diagnostic.of(code, path, message).withSeverity(Severity.ERROR));
    }

    /// The diagnostic as it is.
    public static Refusal of(Diagnostic diagnostic) {
        return new Refusal(diagnostic);
    }

    /// What is wrong; at least one error.
    public List<Diagnostic> diagnostics() {
        return diagnostics;
    }
}

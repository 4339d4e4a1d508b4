package org.omnigraph.state.diagnostic;

/// One problem, as a value: gathered, sorted, printed and tested, never thrown (cluster-contract.md §3).
/// Credentials in addresses that it quotes are hidden from the start.
///
/// @param code which problem it is; decides the exit code and the runbook
/// @param severity usually the code's own; a finder may lower an error to a warning, never raise one
/// @param path what it is about: a file relative to the config folder, a resource address, or a key in the store
/// @param message what happened and what it means, one sentence or two, without the path
/// @param position the place in the file, or [SourcePosition#NONE]
/// @param help the exact next step, or the empty string where the code's own remedy says it all
public record Diagnostic(
        DiagnosticCode code, Severity severity, String path, String message, SourcePosition position, String help) {

    public Diagnostic {
        path = Shown.masked(path);
        message = Shown.bounded(message);
        help = Shown.bounded(help);
    }

    /// A diagnostic without a position or a help text of its own.
    public static Diagnostic of(DiagnosticCode code, String path, String message) {
        return new Diagnostic(code, code.severity(), path, message, SourcePosition.NONE, "");
    }

    /// A diagnostic that points into a file.
    public static Diagnostic at(DiagnosticCode code, String path, SourcePosition position, String message) {
        return new Diagnostic(code, code.severity(), path, message, position, "");
    }

    /// The same diagnostic with a remedy fitted to this case.
    public Diagnostic withHelp(String text) {
        return new Diagnostic(code, severity, path, message, position, text);
    }

    /// The same diagnostic about another path; finders that do not know the file name leave it to their caller.
    public Diagnostic withPath(String newPath) {
        return new Diagnostic(code, severity, newPath, message, position, help);
    }

    /// The same, graver or milder than its code usually is.
    public Diagnostic withSeverity(Severity other) {
        return new Diagnostic(code, other, path, message, position, help);
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }
}

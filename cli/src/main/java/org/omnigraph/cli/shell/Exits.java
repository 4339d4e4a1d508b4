package org.omnigraph.cli.shell;

import java.util.List;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.diagnostic.ExitCode;

/// The exit code of a command from what it complains about (cluster-contract.md §3, "Exit codes").
public final class Exits {
    /// There are changes, and `--detailed-exitcode` asked.
    public static final int CHANGES = 2;

    /// The gravest first: what a script must know before anything else.
    private static final List<ExitCode> BY_GRAVITY = List.of(
            ExitCode.OUTCOME_UNKNOWN,
            ExitCode.SOFTWARE,
            ExitCode.TERMINATED,
            ExitCode.INTERRUPTED,
            ExitCode.USAGE,
            ExitCode.NO_INPUT,
            ExitCode.UNAVAILABLE,
            ExitCode.NO_PERMISSION,
            ExitCode.CONFIG,
            ExitCode.IO,
            ExitCode.CANNOT_CREATE,
            ExitCode.TEMPORARY,
            ExitCode.DATA);

    private Exits() {}

    /// That of the gravest error; 0 if there is none.
    public static int of(List<Diagnostic> diagnostics) {
        int best = BY_GRAVITY.size();
        for (Diagnostic diagnostic : diagnostics) {
            if (diagnostic.isError()) {
                int rank = BY_GRAVITY.indexOf(diagnostic.code().exitCode());
                // A warning's code that a finder reported as an error has no exit code of its own.
                best = Math.min(best, rank < 0 ? BY_GRAVITY.indexOf(ExitCode.DATA) : rank);
            }
        }
        return best == BY_GRAVITY.size() ? 0 : BY_GRAVITY.get(best).number();
    }
}

package org.omnigraph.server;

import java.util.List;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.diagnostic.ExitCode;

/// What starting the server gave.
public sealed interface Starting {
    /// It listens.
    record Listening(RunningServer server) implements Starting {}

    /// It will not serve; every reason that is known.
    record Refused(ExitCode exitCode, List<Diagnostic> reasons) implements Starting {
        public Refused {
            reasons = List.copyOf(reasons);
        }
    }
}

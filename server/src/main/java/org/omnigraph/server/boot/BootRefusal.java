package org.omnigraph.server.boot;

import java.util.List;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.diagnostic.ExitCode;

/// Ends a boot from within; becomes [BootOutcome.Refused] at one place.
final class BootRefusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient BootOutcome.Refused outcome;

    BootRefusal(ExitCode exitCode, List<Diagnostic> reasons) {
        super(null, null, false, false);
        this.outcome = new BootOutcome.Refused(exitCode, reasons);
    }

    BootRefusal(ExitCode exitCode, Diagnostic reason) {
        this(exitCode, List.of(reason));
    }

    BootOutcome.Refused outcome() {
        return outcome;
    }
}

package org.omnigraph.server.boot;

import java.util.List;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.diagnostic.ExitCode;

/// How a boot ended.
public sealed interface BootOutcome {
    /// Every graph of the revision is ready.
    record Serving(ServedCluster cluster) implements BootOutcome {}

    /// Some graphs are ready, others are held back, as the operator allowed.
    record Quarantined(ServedCluster cluster) implements BootOutcome {}

    /// Nothing is served; all reasons that are known.
    record Refused(ExitCode exitCode, List<Diagnostic> reasons) implements BootOutcome {
        public Refused {
            reasons = List.copyOf(reasons);
        }
    }
}

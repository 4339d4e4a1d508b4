package org.omnigraph.state.ledger;

import java.util.List;
import org.omnigraph.state.commitlog.ChainReport;
import org.omnigraph.state.diagnostic.Diagnostic;

/// What rebuilding every state from the log gave.
///
/// @param chain the check of the records and their links
/// @param statesRebuilt how many states were printed anew and compared with their recorded digests
/// @param headCas `sha256:…` of the newest state as rebuilt, or the empty string if the log is empty
/// @param problems everything that does not fit, the chain's problems included
public record ReplayReport(ChainReport chain, long statesRebuilt, String headCas, List<Diagnostic> problems) {
    public ReplayReport {
        problems = List.copyOf(problems);
    }

    public boolean isIntact() {
        return problems.isEmpty();
    }
}

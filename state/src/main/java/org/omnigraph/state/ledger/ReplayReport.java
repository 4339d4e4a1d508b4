package org.omnigraph.state.ledger;

import java.util.List;
import java.util.Optional;
import org.omnigraph.state.commitlog.ChainReport;
import org.omnigraph.state.diagnostic.Diagnostic;

/// What rebuilding every state from the log gave.
///
/// @param chain the check of the records and their links
/// @param statesRebuilt how many states were printed anew and compared with their recorded digests
/// @param revision the revision that the digests are of: the newest, or the one that was asked for; -1 if the log is
///     empty
/// @param headCas `sha256:…` of the newest state as rebuilt, or the empty string if the log is empty
/// @param digests of `revision`; nothing if the log has none of that number, or only its stub
/// @param problems everything that does not fit, the chain's problems included
public record ReplayReport(
        ChainReport chain,
        long statesRebuilt,
        long revision,
        String headCas,
        Optional<ReplayDigests> digests,
        List<Diagnostic> problems) {
    public ReplayReport {
        problems = List.copyOf(problems);
    }

    public boolean isIntact() {
        return problems.isEmpty();
    }
}

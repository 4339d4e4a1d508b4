package org.omnigraph.controlplane.task;

import java.util.List;
import java.util.SortedMap;
import org.omnigraph.state.diagnostic.Diagnostic;

/// What a replay of the ledger's log gave.
///
/// @param revision the revision that the digests are of; -1 if there is none
/// @param newestRevision the newest in the log; -1 if it is empty
/// @param records how many records the log holds
/// @param statesRebuilt how many states were rebuilt from them
/// @param digests by name (`state`, `resources`, `approvals`, `recoveries`, `full`); empty if there is no state
/// @param compared true if the digests were compared with others; the diagnostics say whether they are the same
public record ReplayOutcome(
        String configDir,
        StateObservations stateObservations,
        long revision,
        long newestRevision,
        long records,
        long statesRebuilt,
        SortedMap<String, String> digests,
        boolean compared,
        List<Diagnostic> diagnostics)
        implements CommandOutcome {
    public ReplayOutcome {
        digests = Sorted.copy(digests);
        diagnostics = List.copyOf(diagnostics);
    }
}

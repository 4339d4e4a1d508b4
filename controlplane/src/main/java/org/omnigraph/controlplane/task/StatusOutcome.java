package org.omnigraph.controlplane.task;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.SortedMap;
import org.omnigraph.state.diagnostic.Diagnostic;

/// What the ledger says.
///
/// @param resourceDigests applied digests by address
/// @param observations the ledger's `observations`, as they are
public record StatusOutcome(
        String configDir,
        StateObservations stateObservations,
        SortedMap<String, String> resourceDigests,
        SortedMap<String, StatusEntry> resourceStatuses,
        SortedMap<String, JsonNode> observations,
        List<Diagnostic> diagnostics)
        implements CommandOutcome {
    public StatusOutcome {
        resourceDigests = Sorted.copy(resourceDigests);
        resourceStatuses = Sorted.copy(resourceStatuses);
        observations = Sorted.copy(observations);
        diagnostics = List.copyOf(diagnostics);
    }
}

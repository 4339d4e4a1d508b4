package org.omnigraph.controlplane.task;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.SortedMap;
import org.omnigraph.state.diagnostic.Diagnostic;

/// What `refresh` or `import` saw and recorded.
///
/// @param operation `refresh` or `import`
/// @param stateWritten true if this run published a revision
public record ObserveOutcome(
        String configDir,
        String operation,
        StateObservations stateObservations,
        SortedMap<String, String> resourceDigests,
        SortedMap<String, StatusEntry> resourceStatuses,
        SortedMap<String, JsonNode> observations,
        boolean stateWritten,
        List<Diagnostic> diagnostics)
        implements CommandOutcome {
    public ObserveOutcome {
        resourceDigests = Sorted.copy(resourceDigests);
        resourceStatuses = Sorted.copy(resourceStatuses);
        observations = Sorted.copy(observations);
        diagnostics = List.copyOf(diagnostics);
    }
}

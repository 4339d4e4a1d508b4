package org.omnigraph.controlplane.task;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.omnigraph.state.diagnostic.Diagnostic;

/// One revision.
///
/// @param revisions the revision; empty if there is none
/// @param state its `state.json`; a JSON null if there is none
public record HistoryShowOutcome(
        String configDir, List<HistoryEntry> revisions, JsonNode state, List<Diagnostic> diagnostics)
        implements CommandOutcome {
    public HistoryShowOutcome {
        revisions = List.copyOf(revisions);
        diagnostics = List.copyOf(diagnostics);
    }
}

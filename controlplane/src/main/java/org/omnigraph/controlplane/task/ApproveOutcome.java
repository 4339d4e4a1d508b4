package org.omnigraph.controlplane.task;

import java.util.List;
import org.omnigraph.state.diagnostic.Diagnostic;

/// The approval that was recorded; empty strings if none was.
///
/// @param operation what was approved: `delete`
public record ApproveOutcome(
        String configDir,
        String approvalId,
        String resource,
        String operation,
        String approvedBy,
        List<Diagnostic> diagnostics)
        implements CommandOutcome {
    public ApproveOutcome {
        diagnostics = List.copyOf(diagnostics);
    }
}

package org.omnigraph.controlplane.task;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.omnigraph.controlplane.config.DeclaredResource;
import org.omnigraph.controlplane.config.Dependency;
import org.omnigraph.controlplane.plan.ApprovalRequired;
import org.omnigraph.controlplane.plan.BlastRadius;
import org.omnigraph.controlplane.plan.Change;
import org.omnigraph.controlplane.plan.PendingRecoveries;
import org.omnigraph.controlplane.plan.SavedPlan;
import org.omnigraph.state.diagnostic.Diagnostic;

/// What `plan` found.
///
/// @param desiredConfigDigest hex; empty if the config is broken
/// @param declared the declared resources, sorted by address
/// @param unchangedCount how many declared resources need nothing
/// @param pending the interrupted changes that wait for recovery
/// @param changes sorted by address
/// @param saved the plan to keep, if that was asked for and can be
public record PlanOutcome(
        String configDir,
        String desiredConfigDigest,
        SortedMap<String, String> resourceDigests,
        List<DeclaredResource> declared,
        List<Dependency> dependencies,
        StateObservations stateObservations,
        PendingRecoveries pending,
        List<Change> changes,
        int unchangedCount,
        List<BlastRadius> blastRadius,
        List<ApprovalRequired> approvalsRequired,
        Optional<SavedPlan> saved,
        List<Diagnostic> diagnostics)
        implements CommandOutcome {
    public PlanOutcome {
        resourceDigests = Sorted.copy(resourceDigests);
        declared = List.copyOf(declared);
        dependencies = List.copyOf(dependencies);
        changes = List.copyOf(changes);
        blastRadius = List.copyOf(blastRadius);
        approvalsRequired = List.copyOf(approvalsRequired);
        diagnostics = List.copyOf(diagnostics);
    }
}

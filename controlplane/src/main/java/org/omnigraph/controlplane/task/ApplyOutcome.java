package org.omnigraph.controlplane.task;

import java.util.List;
import java.util.SortedMap;
import org.omnigraph.catalog.address.ResourceAddress;
import org.omnigraph.controlplane.plan.Change;
import org.omnigraph.controlplane.plan.PendingRecoveries;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.diagnostic.DiagnosticCode;

/// What `apply` did.
///
/// @param actor empty if unknown
/// @param changes every change with what became of it; sorted by address
/// @param acknowledged true if what `changes` calls applied is recorded in the ledger; false after a failed publish
/// or an interruption
/// @param converged true if the ledger now matches the config, and nothing waits for recovery
/// @param stateWritten true if this run published a revision
/// @param pending the interrupted changes that still wait for recovery
/// @param resourceStatuses as they are in the ledger
public record ApplyOutcome(
        String configDir,
        String actor,
        String desiredConfigDigest,
        StateObservations stateObservations,
        List<Change> changes,
        boolean acknowledged,
        boolean converged,
        boolean stateWritten,
        PendingRecoveries pending,
        SortedMap<String, StatusEntry> resourceStatuses,
        List<Diagnostic> diagnostics)
        implements CommandOutcome {
    public ApplyOutcome {
        changes = List.copyOf(changes);
        resourceStatuses = Sorted.copy(resourceStatuses);
        diagnostics = List.copyOf(diagnostics);
    }

    /// How many changes are in the ledger now, derived ones included.
    public int appliedCount() {
        return acknowledged
                ? Math.toIntExact(
                        changes.stream().filter(change -> !change.isHeldBack()).count())
                : 0;
    }

    /// How many changes were deferred or blocked.
    public int deferredCount() {
        return Math.toIntExact(changes.stream().filter(Change::isHeldBack).count());
    }

    /// True if the run was asked to stop and did.
    public boolean interrupted() {
        return diagnostics.stream().anyMatch(diagnostic -> diagnostic.code() == DiagnosticCode.INTERRUPTED);
    }

    /// The addresses of the changes that are in the ledger now, or of those that are not.
    public List<ResourceAddress> addresses(boolean done) {
        return changes.stream()
                .filter(change -> done == (acknowledged && !change.isHeldBack()))
                .map(Change::resource)
                .toList();
    }
}

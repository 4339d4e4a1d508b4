package org.omnigraph.controlplane.recover;

import java.util.List;
import java.util.Set;
import org.omnigraph.catalog.address.GraphId;
import org.omnigraph.controlplane.plan.PendingRecoveries;
import org.omnigraph.state.approval.Approval;
import org.omnigraph.state.recovery.Sidecar;

/// What a sweep found. The ledger edits are made; the rest happens once they are published.
///
/// @param pending what stays and holds changes up
/// @param consumed approvals whose files are to be rewritten as used
/// @param settled sidecars that go
/// @param adoptable sidecars that stay because something else is live, unless the command adopts that ([Adoption])
/// @param leftovers intents whose creates left inert files behind, by the time their graphs are dealt with they go
/// @param leftoverGraphs the graphs of those
public record SweepResult(
        PendingRecoveries pending,
        List<Approval> consumed,
        List<Sidecar> settled,
        List<AdoptableRecovery> adoptable,
        List<Sidecar> leftovers,
        Set<GraphId> leftoverGraphs) {
    public SweepResult {
        consumed = List.copyOf(consumed);
        settled = List.copyOf(settled);
        adoptable = List.copyOf(adoptable);
        leftovers = List.copyOf(leftovers);
        leftoverGraphs = Set.copyOf(leftoverGraphs);
    }

    /// The same, with other sidecars to go.
    SweepResult withSettled(List<Sidecar> sidecars) {
        return new SweepResult(pending, consumed, sidecars, adoptable, leftovers, leftoverGraphs);
    }
}

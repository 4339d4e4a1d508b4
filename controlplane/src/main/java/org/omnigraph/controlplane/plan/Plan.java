package org.omnigraph.controlplane.plan;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.omnigraph.catalog.address.GraphId;
import org.omnigraph.state.approval.Approval;
import org.omnigraph.state.diagnostic.Diagnostic;

/// What separates a config from a ledger, and what is to be done about it.
///
/// @param changes sorted by address, at most one per resource
/// @param unchangedCount how many declared resources need nothing
/// @param blastRadius one entry per change, in the same order
/// @param approvals the approval that lets a graph go, by graph
/// @param unusedApprovals all approvals of a graph that are not used yet, those that count for nothing too
/// @param diagnostics warnings about approvals
public record Plan(
        List<Change> changes,
        int unchangedCount,
        List<BlastRadius> blastRadius,
        List<ApprovalRequired> approvalsRequired,
        SortedMap<GraphId, Approval> approvals,
        SortedMap<GraphId, List<Approval>> unusedApprovals,
        List<Diagnostic> diagnostics) {
    public Plan {
        changes = List.copyOf(changes);
        blastRadius = List.copyOf(blastRadius);
        approvalsRequired = List.copyOf(approvalsRequired);
        approvals = Collections.unmodifiableSortedMap(new TreeMap<>(approvals));
        SortedMap<GraphId, List<Approval>> unused = new TreeMap<>();
        unusedApprovals.forEach((graph, of) -> unused.put(graph, List.copyOf(of)));
        unusedApprovals = Collections.unmodifiableSortedMap(unused);
        diagnostics = List.copyOf(diagnostics);
    }

    /// True if the ledger is what the config says.
    public boolean isEmpty() {
        return changes.isEmpty();
    }

    /// The same plan with previewed changes.
    ///
    /// @param previews replacements, by index of the change
    public Plan withChanges(Map<Integer, Change> previews) {
        List<Change> replaced = new java.util.ArrayList<>(changes);
        previews.forEach(replaced::set);
        return new Plan(
                replaced, unchangedCount, blastRadius, approvalsRequired, approvals, unusedApprovals, diagnostics);
    }
}

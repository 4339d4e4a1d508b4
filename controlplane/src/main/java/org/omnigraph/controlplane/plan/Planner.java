package org.omnigraph.controlplane.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.omnigraph.catalog.address.GraphId;
import org.omnigraph.catalog.address.ResourceAddress;
import org.omnigraph.controlplane.config.DesiredCluster;
import org.omnigraph.controlplane.plan.Difference.RawChange;
import org.omnigraph.state.approval.Approval;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.ledger.ClusterState;

/// From a config and a ledger to a plan (cluster-contract.md §6). Pure: no clock, store, id or random source; the
/// same input gives the same plan. Linear in the number of resources, but for sorting.
public final class Planner {
    private Planner() {}

    /// Plans.
    ///
    /// @param pending the interrupted changes that wait
    /// @param recorded every approval that was ever recorded, used or not
    /// @param incarnations the graphs that were seen at their roots, of those that an approval names one of
    public static Plan plan(
            DesiredCluster desired,
            ClusterState state,
            PendingRecoveries pending,
            Collection<Approval> recorded,
            Map<GraphId, String> incarnations) {
        Difference difference = Difference.between(desired, state);
        List<RawChange> raw = new ArrayList<>(difference.changes());
        raw.sort(Comparator.comparing(RawChange::resource));

        ApprovalMatcher matcher = new ApprovalMatcher(desired.configDigest().hex(), state, recorded, raw, incarnations);
        Dispositions dispositions = new Dispositions(raw, state, pending, matcher.byGraph(), desired);
        List<Change> changes = new ArrayList<>(raw.size());
        for (RawChange change : raw) {
            Dispositions.Fate fate = dispositions.of(change);
            changes.add(new Change(
                    change.resource(),
                    change.operation(),
                    change.beforeDigest(),
                    change.afterDigest(),
                    fate.disposition(),
                    fate.reason(),
                    change.isBindingOnly(),
                    change.metadataChange(),
                    List.of()));
        }
        List<ApprovalRequired> gates = gates(changes, matcher.byGraph());
        List<Diagnostic> diagnostics = new ArrayList<>(difference.problems());
        diagnostics.addAll(matcher.warnings());
        for (ApprovalRequired gate : gates) {
            if (!gate.satisfied()) {
                diagnostics.add(Diagnostic.of(
                                DiagnosticCode.APPROVAL_REQUIRED,
                                gate.resource().toString(),
                                "It waits for a person's approval: " + gate.reason() + ".")
                        .withHelp("Run `omnigraph cluster approve " + gate.resource() + " --as ACTOR`."));
            }
        }
        return new Plan(
                changes,
                difference.unchanged(),
                Dependents.blastRadius(desired, state, changes),
                gates,
                matcher.byGraph(),
                matcher.unused(),
                diagnostics);
    }

    /// True if the ledger is what the config says.
    public static boolean isConverged(DesiredCluster desired, ClusterState state) {
        Difference difference = Difference.between(desired, state);
        return difference.changes().isEmpty() && difference.problems().isEmpty();
    }

    private static List<ApprovalRequired> gates(List<Change> changes, SortedMap<GraphId, Approval> approvals) {
        SortedMap<GraphId, Integer> queries = new TreeMap<>();
        for (Change change : changes) {
            if (change.operation() == Operation.DELETE && change.resource() instanceof ResourceAddress.Query query) {
                queries.merge(query.graph(), 1, Integer::sum);
            }
        }
        List<ApprovalRequired> gates = new ArrayList<>();
        for (Change change : changes) {
            if (change.operation() != Operation.DELETE
                    || !(change.resource() instanceof ResourceAddress.Graph(GraphId id))
                    || change.reason().equals(Reason.PROTECTED)) {
                continue;
            }
            @Nullable Integer count = queries.get(id);
            String reason = "deleting graph `" + id + "` destroys all its data, and takes its schema and "
                    + (count == null ? 0 : count) + (count != null && count == 1 ? " query" : " queries") + " along";
            @Nullable Approval given = approvals.get(id);
            gates.add(new ApprovalRequired(
                    change.resource(), reason, given == null ? "" : given.approvedBy(), given != null));
        }
        return gates;
    }
}

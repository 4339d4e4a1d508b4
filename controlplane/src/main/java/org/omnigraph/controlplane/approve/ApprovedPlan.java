package org.omnigraph.controlplane.approve;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.omnigraph.catalog.address.GraphId;
import org.omnigraph.controlplane.config.DesiredCluster;
import org.omnigraph.controlplane.config.Fanout;
import org.omnigraph.controlplane.plan.PendingRecoveries;
import org.omnigraph.controlplane.plan.Plan;
import org.omnigraph.controlplane.plan.Planner;
import org.omnigraph.controlplane.session.ClusterSession;
import org.omnigraph.engine.api.GraphProbe;
import org.omnigraph.state.approval.Approval;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.ledger.ClusterState;

/// Plans with the approvals that were given.
public final class ApprovedPlan {
    private static final int WIDTH = 4;

    private ApprovedPlan() {}

    /// The plan. The approvals are looked at only if some change asks for one, and a graph only if an approval that
    /// names one would let it go, which saves every other command the requests.
    ///
    /// @param diagnostics grows by approvals that cannot be read
    /// @throws org.omnigraph.state.store.StoreException if the store fails
    public static Plan of(
            ClusterSession session,
            DesiredCluster desired,
            ClusterState state,
            PendingRecoveries pending,
            List<Diagnostic> diagnostics) {
        Plan plan = Planner.plan(desired, state, pending, List.of(), Map.of());
        if (plan.approvalsRequired().isEmpty()) {
            return plan;
        }
        List<Approval> recorded = Approvals.read(session, diagnostics);
        Plan approved = Planner.plan(desired, state, pending, recorded, Map.of());
        Map<GraphId, String> incarnations = incarnations(session, approved);
        return incarnations.isEmpty() ? approved : Planner.plan(desired, state, pending, recorded, incarnations);
    }

    /// The graph that stands at a root; the empty string if none does, or none that can be told.
    public static String incarnation(ClusterSession session, GraphId graph) {
        return session.engine().probe(session.graphRoot(graph))
                        instanceof GraphProbe.Present(String id, String incarnation)
                ? incarnation
                : "";
    }

    private static Map<GraphId, String> incarnations(ClusterSession session, Plan plan) {
        List<GraphId> bound = plan.approvals().entrySet().stream()
                .filter(entry -> !entry.getValue().boundIncarnation().isEmpty())
                .map(Map.Entry::getKey)
                .toList();
        List<String> found = Fanout.mapWaiting(bound, WIDTH, graph -> incarnation(session, graph));
        Map<GraphId, String> seen = new HashMap<>();
        for (int i = 0; i < bound.size(); i++) {
            if (!found.get(i).isEmpty()) {
                seen.put(bound.get(i), found.get(i));
            }
        }
        return seen;
    }
}

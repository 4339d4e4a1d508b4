package org.omnigraph.controlplane.operate;

import java.util.List;
import org.omnigraph.controlplane.config.DesiredCluster;
import org.omnigraph.controlplane.plan.PendingRecoveries;
import org.omnigraph.controlplane.plan.Plan;
import org.omnigraph.controlplane.plan.Planner;
import org.omnigraph.controlplane.session.ClusterSession;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.ledger.ClusterState;

/// Plans with the approvals that were given.
public final class ApprovedPlan {
    private ApprovedPlan() {}

    /// The plan. The approvals are looked at only if some change asks for one, which saves every other command a
    /// request.
    ///
    /// @param diagnostics grows by approvals that cannot be read
    /// @throws org.omnigraph.state.store.StoreException if the store fails
    public static Plan of(
            ClusterSession session,
            DesiredCluster desired,
            ClusterState state,
            PendingRecoveries pending,
            List<Diagnostic> diagnostics) {
        Plan plan = Planner.plan(desired, state, pending, List.of());
        return plan.approvalsRequired().isEmpty()
                ? plan
                : Planner.plan(desired, state, pending, Approvals.read(session, diagnostics));
    }
}

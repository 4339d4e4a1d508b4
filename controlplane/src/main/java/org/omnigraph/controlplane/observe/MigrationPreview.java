package org.omnigraph.controlplane.observe;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.omnigraph.catalog.address.GraphId;
import org.omnigraph.catalog.address.ResourceAddress;
import org.omnigraph.catalog.schema.MigrationPlan;
import org.omnigraph.controlplane.config.DesiredCluster;
import org.omnigraph.controlplane.config.DesiredGraph;
import org.omnigraph.controlplane.plan.Change;
import org.omnigraph.controlplane.plan.Operation;
import org.omnigraph.controlplane.plan.Plan;
import org.omnigraph.controlplane.session.ClusterSession;
import org.omnigraph.controlplane.session.Failures;
import org.omnigraph.engine.api.Graph;
import org.omnigraph.engine.api.GraphException;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.store.StoreException;

/// Embeds the engine's real migration plan in the schema updates of a plan. Where a graph cannot be opened, the plan
/// stays as it is and a warning says so.
public final class MigrationPreview {
    private MigrationPreview() {}

    /// The plan with its schema updates previewed.
    ///
    /// @param diagnostics grows by `schema_preview_unavailable`
    public static Plan preview(
            ClusterSession session, DesiredCluster desired, Plan plan, List<Diagnostic> diagnostics) {
        Map<Integer, Change> previews = new HashMap<>();
        for (int i = 0; i < plan.changes().size(); i++) {
            Change change = plan.changes().get(i);
            if (change.operation() != Operation.UPDATE
                    || !(change.resource() instanceof ResourceAddress.Schema(GraphId id))) {
                continue;
            }
            @Nullable DesiredGraph graph = desired.graphs().get(id);
            if (graph == null) {
                continue;
            }
            try (Graph live = session.engine().open(session.graphRoot(id))) {
                MigrationPlan migration = live.schemaPlan(graph.schema());
                previews.put(i, change.withMigration(migration));
            } catch (GraphException e) {
                diagnostics.add(unavailable(id, Failures.message(e)));
            } catch (StoreException e) {
                diagnostics.add(unavailable(id, Failures.message(e)));
            }
        }
        return previews.isEmpty() ? plan : plan.withChanges(previews);
    }

    private static Diagnostic unavailable(GraphId id, String reason) {
        return Diagnostic.of(
                DiagnosticCode.SCHEMA_PREVIEW_UNAVAILABLE,
                "schema." + id,
                "The migration cannot be previewed, because the live graph cannot be opened: " + reason);
    }
}

package org.omnigraph.controlplane.observe;

import java.util.List;
import org.omnigraph.catalog.address.GraphId;
import org.omnigraph.controlplane.session.ClusterSession;
import org.omnigraph.controlplane.session.Failures;
import org.omnigraph.engine.api.Graph;
import org.omnigraph.engine.api.GraphException;
import org.omnigraph.engine.api.GraphFailure;
import org.omnigraph.engine.api.GraphProbe;
import org.omnigraph.engine.api.GraphRoot;
import org.omnigraph.engine.api.ReadTarget;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.store.StoreException;

/// Looks at graphs, read-only, on branch `main`.
public final class GraphObserver {
    private final ClusterSession session;

    public GraphObserver(ClusterSession session) {
        this.session = session;
    }

    /// Looks at one graph.
    ///
    /// @throws StoreException if the store fails: nothing is known then
    public GraphSight look(GraphId id) {
        GraphRoot root = session.graphRoot(id);
        return switch (session.engine().probe(root)) {
            case GraphProbe.Absent a -> new GraphSight.Absent();
            case GraphProbe.Partial(List<String> incarnations) -> new GraphSight.Partial(incarnations);
            case GraphProbe.Unreadable(String reason) -> new GraphSight.Broken(reason);
            case GraphProbe.Present(String graphId, String incarnation) -> open(root, incarnation);
        };
    }

    /// Looks at one graph and at a listing of its files.
    ///
    /// @throws StoreException if the store fails: nothing is known then
    public InspectedGraph inspect(GraphId id) {
        GraphSight sight = look(id);
        boolean graph = sight instanceof GraphSight.Live || sight instanceof GraphSight.Broken;
        return new InspectedGraph(id, sight, graph ? session.engine().inspect(session.graphRoot(id)) : List.of());
    }

    private GraphSight open(GraphRoot root, String incarnation) {
        try (Graph graph = session.engine().open(root)) {
            return new GraphSight.Live(
                    graph.schema(ReadTarget.MAIN).model().digest().hex(),
                    graph.head(ReadTarget.MAIN).manifestVersion(),
                    incarnation);
        } catch (GraphException e) {
            return e.failure() instanceof GraphFailure.NotOpenable(String reason)
                    ? new GraphSight.Broken(reason)
                    : new GraphSight.Broken(Failures.message(e));
        } catch (StoreException e) {
            if (e.code() == DiagnosticCode.GRAPH_CORRUPT || e.code() == DiagnosticCode.INVALID_REVISION_RECORD) {
                return new GraphSight.Broken(Failures.message(e));
            }
            throw e;
        }
    }
}

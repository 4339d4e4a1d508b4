package org.omnigraph.catalog.applied;

import java.util.Optional;
import org.omnigraph.catalog.address.GraphId;
import org.omnigraph.state.diagnostic.Diagnostic;

/// Something in the applied revision that cannot be served (http-api.md §1).
public sealed interface AppliedFault {
    Diagnostic diagnostic();

    /// Nothing can be served until it is mended.
    record ClusterWide(Diagnostic diagnostic) implements AppliedFault {}

    /// One graph cannot be served.
    record GraphLocal(GraphId graph, Diagnostic diagnostic) implements AppliedFault {}

    /// The graph that a graph-local fault is about.
    default Optional<GraphId> localTo() {
        return switch (this) {
            case ClusterWide _ -> Optional.empty();
            case GraphLocal(GraphId graph, Diagnostic _) -> Optional.of(graph);
        };
    }
}

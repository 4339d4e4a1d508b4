package org.omnigraph.catalog.applied;

import java.util.Optional;
import org.omnigraph.catalog.address.GraphId;

/// One scope that a policy is applied to.
public sealed interface PolicyBinding {
    /// The cluster itself.
    record OnCluster() implements PolicyBinding {
        @Override
        public String toString() {
            return "cluster";
        }
    }

    /// One graph.
    record OnGraph(GraphId graph) implements PolicyBinding {
        @Override
        public String toString() {
            return "graph." + graph;
        }
    }

    /// Reads `cluster`, `graph.<id>` or a bare graph id; nothing for another text.
    static Optional<PolicyBinding> parse(String reference) {
        if (reference.equals("cluster")) {
            return Optional.of(new OnCluster());
        }
        String id = reference.startsWith("graph.") ? reference.substring("graph.".length()) : reference;
        return GraphId.isValid(id) ? Optional.of(new OnGraph(new GraphId(id))) : Optional.empty();
    }
}

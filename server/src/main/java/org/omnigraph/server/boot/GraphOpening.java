package org.omnigraph.server.boot;

import java.util.List;
import org.omnigraph.engine.api.Graph;
import org.omnigraph.state.diagnostic.Diagnostic;

/// What opening one graph of the revision gave.
sealed interface GraphOpening {
    String graphId();

    /// Open, checked, and its bundle compiled.
    record Opened(ServedGraph served) implements GraphOpening {
        @Override
        public String graphId() {
            return served.id();
        }
    }

    /// It cannot be served.
    record Failed(String graphId, List<Diagnostic> reasons) implements GraphOpening {
        public Failed {
            reasons = List.copyOf(reasons);
        }
    }

    /// Releases an opened graph that will not be served after all.
    static void release(List<GraphOpening> openings) {
        for (GraphOpening opening : openings) {
            if (opening instanceof Opened(ServedGraph served)) {
                Graph graph = served.graph();
                graph.close();
            }
        }
    }
}

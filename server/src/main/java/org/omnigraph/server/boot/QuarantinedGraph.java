package org.omnigraph.server.boot;

import java.util.List;
import org.omnigraph.state.diagnostic.Diagnostic;

/// A graph of the applied revision that is not served, and why.
public record QuarantinedGraph(String id, List<Diagnostic> reasons) {
    public QuarantinedGraph {
        reasons = List.copyOf(reasons);
    }
}

package org.omnigraph.server.boot;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.omnigraph.server.auth.Authorizer;
import org.omnigraph.server.auth.TokenTable;

/// What a process serves: one revision, immutable until it is closed.
///
/// @param revision the ledger's revision
/// @param graphs the healthy ones, by id
public record ServedCluster(
        long revision,
        SortedMap<String, ServedGraph> graphs,
        List<QuarantinedGraph> quarantined,
        TokenTable tokens,
        Authorizer authorizer)
        implements AutoCloseable {
    public ServedCluster {
        graphs = Collections.unmodifiableSortedMap(new TreeMap<>(graphs));
        quarantined = List.copyOf(quarantined);
    }

    @Override
    public void close() {
        for (ServedGraph graph : graphs.values()) {
            graph.graph().close();
        }
    }
}

package org.omnigraph.server.boot;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.omnigraph.catalog.policy.CompiledPolicy;
import org.omnigraph.engine.api.Graph;
import org.omnigraph.engine.api.PolicyGate;

/// One healthy graph, open and ready.
public final class ServedGraph {
    private final String id;
    private final Graph graph;
    private final SortedMap<String, StoredQuery> queries;
    private final Optional<CompiledPolicy> policy;
    private final PolicyGate gate;
    private final boolean drifted;

    public ServedGraph(
            String id,
            Graph graph,
            SortedMap<String, StoredQuery> queries,
            Optional<CompiledPolicy> policy,
            PolicyGate gate,
            boolean drifted) {
        this.id = id;
        this.graph = graph;
        this.queries = Collections.unmodifiableSortedMap(new TreeMap<>(queries));
        this.policy = policy;
        this.gate = gate;
        this.drifted = drifted;
    }

    public String id() {
        return id;
    }

    public Graph graph() {
        return graph;
    }

    /// The stored queries by name.
    public SortedMap<String, StoredQuery> queries() {
        return queries;
    }

    /// The bundle bound to this graph, if there is one.
    public Optional<CompiledPolicy> policy() {
        return policy;
    }

    /// What the engine asks at the head of a write; of the same bundle as the boundary.
    public PolicyGate gate() {
        return gate;
    }

    /// True if the live schema is not the one that the ledger records.
    public boolean drifted() {
        return drifted;
    }
}

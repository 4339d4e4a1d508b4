package org.omnigraph.catalog.applied;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.omnigraph.catalog.address.GraphId;
import org.omnigraph.catalog.payload.PayloadStore;
import org.omnigraph.state.ledger.ClusterState;

/// What was applied, resolved: ledger entry, verified payload, parsed resource. Immutable. With faults, only what is
/// right is here.
///
/// @param revision the ledger's revision
/// @param graphs by id
/// @param policies by name
/// @param faults everything that keeps the revision, or a graph of it, from being served
public record AppliedCatalog(
        long revision,
        SortedMap<GraphId, AppliedGraph> graphs,
        SortedMap<String, AppliedPolicy> policies,
        List<AppliedFault> faults) {
    public AppliedCatalog {
        graphs = Collections.unmodifiableSortedMap(new TreeMap<>(graphs));
        policies = Collections.unmodifiableSortedMap(new TreeMap<>(policies));
        faults = List.copyOf(faults);
    }

    /// Resolves a state of the ledger. Every payload is read and its digest verified.
    public static AppliedCatalog resolve(ClusterState state, PayloadStore payloads) {
        return new AppliedResolution(state, payloads).resolve();
    }

    /// The bundle bound to this graph, if there is one.
    public Optional<AppliedPolicy> policyOf(GraphId graph) {
        return boundTo(new PolicyBinding.OnGraph(graph));
    }

    /// The bundle bound to the cluster, if there is one.
    public Optional<AppliedPolicy> clusterPolicy() {
        return boundTo(new PolicyBinding.OnCluster());
    }

    private Optional<AppliedPolicy> boundTo(PolicyBinding binding) {
        return policies.values().stream()
                .filter(policy -> policy.bindings().contains(binding))
                .findFirst();
    }
}

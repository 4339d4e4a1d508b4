package org.omnigraph.controlplane.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.omnigraph.catalog.address.GraphId;
import org.omnigraph.catalog.address.ResourceAddress;
import org.omnigraph.catalog.payload.ContentDigest;

/// What the config says should be: valid, immutable and digested.
///
/// @param folder the config folder, absolute and without symbolic links
/// @param digests of all resources, by address
/// @param configDigest of the whole (cluster-contract.md §1)
public record DesiredCluster(
        Path folder,
        ClusterSettings settings,
        SortedMap<GraphId, DesiredGraph> graphs,
        SortedMap<String, DesiredPolicy> policies,
        SortedMap<ResourceAddress, ContentDigest> digests,
        ContentDigest configDigest) {
    public DesiredCluster {
        graphs = Collections.unmodifiableSortedMap(new TreeMap<>(graphs));
        policies = Collections.unmodifiableSortedMap(new TreeMap<>(policies));
        digests = Collections.unmodifiableSortedMap(new TreeMap<>(digests));
    }

    /// Who needs whom, sorted: a schema its graph, a query its graph's schema, a policy the graphs it is bound to.
    public List<Dependency> dependencies() {
        List<Dependency> dependencies = new ArrayList<>(digests.size());
        for (DesiredGraph graph : graphs.values()) {
            ResourceAddress schema = new ResourceAddress.Schema(graph.id());
            dependencies.add(new Dependency(schema, new ResourceAddress.Graph(graph.id())));
            for (String query : graph.queries().keySet()) {
                dependencies.add(new Dependency(new ResourceAddress.Query(graph.id(), query), schema));
            }
        }
        for (DesiredPolicy policy : policies.values()) {
            for (String ref : policy.appliesTo()) {
                ResourceAddress.parse(ref)
                        .ifPresent(graph ->
                                dependencies.add(new Dependency(new ResourceAddress.Policy(policy.name()), graph)));
            }
        }
        Collections.sort(dependencies);
        return dependencies;
    }
}

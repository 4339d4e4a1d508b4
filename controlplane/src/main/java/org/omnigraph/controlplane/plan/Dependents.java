package org.omnigraph.controlplane.plan;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.omnigraph.catalog.address.GraphId;
import org.omnigraph.catalog.address.ResourceAddress;
import org.omnigraph.controlplane.config.Dependency;
import org.omnigraph.controlplane.config.DesiredCluster;
import org.omnigraph.state.ledger.ClusterState;
import org.omnigraph.state.ledger.ResourceEntry;

/// Who depends on whom, by config and by ledger: a removed resource still has the dependents that were applied.
final class Dependents {
    private final Map<ResourceAddress, Set<ResourceAddress>> direct = new HashMap<>();

    private Dependents(DesiredCluster desired, ClusterState state) {
        for (Dependency dependency : desired.dependencies()) {
            add(dependency.from(), dependency.to());
        }
        for (Map.Entry<String, ResourceEntry> entry : state.resources().entrySet()) {
            Optional<ResourceAddress> address = ResourceAddress.parse(entry.getKey());
            if (address.isEmpty() || desired.digests().containsKey(address.get())) {
                continue;
            }
            switch (address.get()) {
                case ResourceAddress.Graph g -> {}
                case ResourceAddress.Schema(GraphId id) -> add(address.get(), new ResourceAddress.Graph(id));
                case ResourceAddress.Query query -> add(query, new ResourceAddress.Schema(query.graph()));
                case ResourceAddress.Policy policy -> {
                    for (String ref : entry.getValue().appliesTo()) {
                        ResourceAddress.parse(ref).ifPresent(graph -> add(policy, graph));
                    }
                }
            }
        }
    }

    /// For each change, what depends on it.
    static List<BlastRadius> blastRadius(DesiredCluster desired, ClusterState state, List<Change> changes) {
        if (changes.isEmpty()) {
            return List.of();
        }
        Dependents dependents = new Dependents(desired, state);
        List<BlastRadius> radii = new ArrayList<>(changes.size());
        for (Change change : changes) {
            radii.add(new BlastRadius(change.resource(), dependents.of(change.resource())));
        }
        return radii;
    }

    private void add(ResourceAddress from, ResourceAddress to) {
        direct.computeIfAbsent(to, key -> new HashSet<>()).add(from);
    }

    private List<ResourceAddress> of(ResourceAddress address) {
        Set<ResourceAddress> first = direct.getOrDefault(address, Set.of());
        if (first.isEmpty()) {
            return List.of();
        }
        Set<ResourceAddress> found = new HashSet<>(first);
        Deque<ResourceAddress> open = new ArrayDeque<>(first);
        while (!open.isEmpty()) {
            for (ResourceAddress next : direct.getOrDefault(open.pop(), Set.of())) {
                if (found.add(next)) {
                    open.push(next);
                }
            }
        }
        List<ResourceAddress> sorted = new ArrayList<>(found);
        Collections.sort(sorted);
        return sorted;
    }
}

package org.omnigraph.engine.api;

import org.omnigraph.state.store.KeyPrefix;
import org.omnigraph.state.store.ObjectStore;

/// Where a graph lives: a prefix in a store. For a cluster's graph `<storage>/graphs/<id>.omni/`.
public record GraphRoot(ObjectStore store, KeyPrefix prefix) {
    /// The root of a cluster's graph below the cluster's storage root.
    public static GraphRoot ofCluster(ObjectStore store, String graphId) {
        return new GraphRoot(store, KeyPrefix.ROOT.folder("graphs").folder(graphId + ".omni"));
    }

    /// What a person would call it.
    public String location() {
        return store.location(prefix.value());
    }
}

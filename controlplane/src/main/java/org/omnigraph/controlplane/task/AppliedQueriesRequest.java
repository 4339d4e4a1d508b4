package org.omnigraph.controlplane.task;

import org.omnigraph.catalog.address.GraphId;
import org.omnigraph.state.store.StoreLocation;

/// Asks for the stored queries of one graph as they were applied.
///
/// @param cluster the cluster as it was named: a config folder or a storage root
/// @param storage the storage root that this means
/// @param needsLive whether it is an error if the live graph cannot be opened
public record AppliedQueriesRequest(String cluster, StoreLocation storage, GraphId graph, boolean needsLive) {}

package org.omnigraph.controlplane.config;

import org.omnigraph.state.store.StoreLocation;

/// What `cluster.yaml` says about the cluster as a whole.
///
/// @param name the label; empty if there is none
/// @param storage where everything is stored
/// @param lock false if `state.lock` is switched off
public record ClusterSettings(String name, StoreLocation storage, boolean lock) {}

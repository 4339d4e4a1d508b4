package org.omnigraph.controlplane.task;

import org.omnigraph.catalog.address.ResourceAddress;

/// One resource that is not what the ledger says.
///
/// @param condition `graph_missing`, `schema_mismatch`, `payload_missing`, `payload_mismatch`,
///     `graph_observation_error`, `graph_corrupt`
public record DriftFinding(ResourceAddress resource, String condition, String message) {}

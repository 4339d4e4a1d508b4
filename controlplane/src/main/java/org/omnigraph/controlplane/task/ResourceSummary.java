package org.omnigraph.controlplane.task;

import org.omnigraph.catalog.address.ResourceAddress;

/// One declared resource.
///
/// @param digest hex SHA-256
/// @param path the file it comes from, relative to the config folder; empty for a graph
public record ResourceSummary(ResourceAddress address, String digest, String path) {
    /// `graph`, `schema`, `query` or `policy`.
    public String kind() {
        return address.kind();
    }
}

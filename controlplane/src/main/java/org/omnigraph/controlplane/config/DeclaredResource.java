package org.omnigraph.controlplane.config;

import org.omnigraph.catalog.address.ResourceAddress;
import org.omnigraph.catalog.payload.ContentDigest;

/// A resource that the config declares, with what is known of it even where the config as a whole is broken.
///
/// @param path its file, relative to the config folder; empty for a graph
/// @param place where it is declared: a query in its file, everything else in `cluster.yaml`
public record DeclaredResource(ResourceAddress address, ContentDigest digest, String path, Place place) {}

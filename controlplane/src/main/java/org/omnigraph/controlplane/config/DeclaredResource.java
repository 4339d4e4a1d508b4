package org.omnigraph.controlplane.config;

import org.omnigraph.catalog.address.ResourceAddress;
import org.omnigraph.catalog.payload.ContentDigest;

/// A resource that the config declares, with what is known of it even where the config as a whole is broken.
///
/// @param path its file, relative to the config folder; empty for a graph
public record DeclaredResource(ResourceAddress address, ContentDigest digest, String path) {}

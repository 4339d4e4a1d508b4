package org.omnigraph.controlplane.config;

import org.omnigraph.catalog.payload.ContentDigest;

/// A declared query.
///
/// @param path its file, relative to the config folder
/// @param digest of the whole file
public record DesiredQuery(String name, String path, ContentDigest digest) {}

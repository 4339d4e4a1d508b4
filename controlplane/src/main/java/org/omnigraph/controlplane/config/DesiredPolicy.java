package org.omnigraph.controlplane.config;

import java.util.List;
import org.omnigraph.catalog.payload.ContentDigest;

/// A declared policy bundle.
///
/// @param path its file, relative to the config folder
/// @param appliesTo typed refs (`cluster` or `graph.<id>`), sorted, each once
public record DesiredPolicy(String name, String path, ContentDigest digest, List<String> appliesTo) {
    public DesiredPolicy {
        appliesTo = List.copyOf(appliesTo);
    }
}

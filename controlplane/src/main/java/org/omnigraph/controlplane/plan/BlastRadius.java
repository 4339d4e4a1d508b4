package org.omnigraph.controlplane.plan;

import java.util.List;
import org.omnigraph.catalog.address.ResourceAddress;

/// The resources that depend on a changed one, directly or not, sorted.
public record BlastRadius(ResourceAddress resource, List<ResourceAddress> affected) {
    public BlastRadius {
        affected = List.copyOf(affected);
    }
}

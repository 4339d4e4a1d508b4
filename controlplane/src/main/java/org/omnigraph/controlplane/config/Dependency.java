package org.omnigraph.controlplane.config;

import org.omnigraph.catalog.address.ResourceAddress;

/// `from` needs `to`. A policy that is bound to the cluster depends on nothing.
public record Dependency(ResourceAddress from, ResourceAddress to) implements Comparable<Dependency> {
    @Override
    public int compareTo(Dependency other) {
        int byFrom = from.compareTo(other.from);
        return byFrom != 0 ? byFrom : to.compareTo(other.to);
    }
}

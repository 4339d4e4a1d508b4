package org.omnigraph.cli.cluster;

import java.util.List;
import org.omnigraph.catalog.address.ResourceAddress;

/// Why a resource is in a plan and why it fares as it does, in sentences.
record Explanation(ResourceAddress resource, List<String> sentences) {
    public Explanation {
        sentences = List.copyOf(sentences);
    }
}

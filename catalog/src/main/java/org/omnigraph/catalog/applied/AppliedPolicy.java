package org.omnigraph.catalog.applied;

import java.util.List;
import org.omnigraph.catalog.payload.ContentDigest;
import org.omnigraph.catalog.policy.PolicyDocument;

/// A policy bundle as it was applied.
///
/// @param digest of the exact file
/// @param bindings where it applies: graphs, or the cluster, never both
/// @param document the parsed bundle
public record AppliedPolicy(String name, ContentDigest digest, List<PolicyBinding> bindings, PolicyDocument document) {
    public AppliedPolicy {
        bindings = List.copyOf(bindings);
    }
}

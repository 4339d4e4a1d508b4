package org.omnigraph.state.ledger;

import java.util.List;

/// What the ledger says was applied of one resource (cluster-contract.md §4).
///
/// @param digest of the applied content; hex SHA-256 if this program wrote it, but any text if a person did, so
///     compare it, and check it before making anything else of it
/// @param appliesTo a policy's applied bindings as typed references; empty if the ledger has none
/// @param protect true if the graph's removal is refused
/// @param onRemove what the graph's removal does
public record ResourceEntry(String digest, List<String> appliesTo, boolean protect, OnRemove onRemove) {
    public ResourceEntry {
        appliesTo = List.copyOf(appliesTo);
    }

    /// An entry without bindings and with the default lifecycle.
    public static ResourceEntry of(String digest) {
        return new ResourceEntry(digest, List.of(), false, OnRemove.DELETE);
    }

    /// The same entry with other bindings.
    public ResourceEntry withAppliesTo(List<String> references) {
        return new ResourceEntry(digest, references, protect, onRemove);
    }

    /// The same entry with another digest.
    public ResourceEntry withDigest(String newDigest) {
        return new ResourceEntry(newDigest, appliesTo, protect, onRemove);
    }

    /// The same entry with another lifecycle.
    public ResourceEntry withLifecycle(boolean newProtect, OnRemove newOnRemove) {
        return new ResourceEntry(digest, appliesTo, newProtect, newOnRemove);
    }
}

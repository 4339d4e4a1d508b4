package org.omnigraph.catalog.applied;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.omnigraph.catalog.address.GraphId;
import org.omnigraph.catalog.payload.ContentDigest;

/// A graph as it was applied.
///
/// @param digest the composite of its parts
/// @param schemaDigest of the schema that was applied; the text is the graph's own to keep
/// @param queries by name; those that cannot be read or parsed are left out and are faults
public record AppliedGraph(
        GraphId id, ContentDigest digest, ContentDigest schemaDigest, SortedMap<String, AppliedQuery> queries) {
    public AppliedGraph {
        queries = Collections.unmodifiableSortedMap(new TreeMap<>(queries));
    }
}

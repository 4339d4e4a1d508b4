package org.omnigraph.controlplane.config;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.omnigraph.catalog.address.GraphId;
import org.omnigraph.catalog.payload.ContentDigest;
import org.omnigraph.catalog.schema.SchemaModel;
import org.omnigraph.state.ledger.OnRemove;

/// A declared graph with its schema and queries.
///
/// @param schemaPath the schema's file, relative to the config folder
/// @param digest the composite
/// @param isProtected `protect: true`
public record DesiredGraph(
        GraphId id,
        String schemaPath,
        SchemaModel schema,
        SortedMap<String, DesiredQuery> queries,
        ContentDigest digest,
        boolean isProtected,
        OnRemove onRemove) {
    public DesiredGraph {
        queries = Collections.unmodifiableSortedMap(new TreeMap<>(queries));
    }
}

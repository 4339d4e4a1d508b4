package org.omnigraph.catalog.schema;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// The permanent identities of a graph's types and properties (schema-language.md §10): numbers, never reused. Keys
/// are `interface:<Type>`, `node:<Type>`, `edge:<Type>`, and the same followed by `.<property>`.
///
/// @param ids by current name
/// @param creationNames by id: the name that the type or property was created with; decides the order of composite
/// keys
/// @param nextId the first number that was never given
public record SchemaIdentity(SortedMap<String, Integer> ids, SortedMap<Integer, String> creationNames, int nextId) {
    public SchemaIdentity {
        ids = Collections.unmodifiableSortedMap(new TreeMap<>(ids));
        creationNames = Collections.unmodifiableSortedMap(new TreeMap<>(creationNames));
    }
}

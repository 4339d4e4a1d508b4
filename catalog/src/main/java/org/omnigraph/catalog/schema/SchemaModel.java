package org.omnigraph.catalog.schema;

import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.omnigraph.catalog.payload.ContentDigest;

/// A schema that passed every check of schema-language.md §7: immutable, and self-consistent (endpoints exist,
/// constraints name properties).
///
/// @param source the exact text
/// @param digest of the exact bytes
/// @param interfaces by name
/// @param nodes by name
/// @param edges by name
public record SchemaModel(
        String source,
        ContentDigest digest,
        SortedMap<String, InterfaceType> interfaces,
        SortedMap<String, NodeType> nodes,
        SortedMap<String, EdgeType> edges) {
    public SchemaModel {
        interfaces = Collections.unmodifiableSortedMap(new TreeMap<>(interfaces));
        nodes = Collections.unmodifiableSortedMap(new TreeMap<>(nodes));
        edges = Collections.unmodifiableSortedMap(new TreeMap<>(edges));
    }

    public Optional<NodeType> node(String name) {
        return Optional.ofNullable(nodes.get(name));
    }

    /// The edge type of this exact name.
    public Optional<EdgeType> edge(String name) {
        return Optional.ofNullable(edges.get(name));
    }

    /// The edge type that an edge word means: found without regard to case (query-language.md §3.7).
    public Optional<EdgeType> edgeOfWord(String word) {
        EdgeType exact = edges.get(word);
        if (exact != null) {
            return Optional.of(exact);
        }
        String folded = word.toLowerCase(Locale.ROOT);
        return edges.values().stream()
                .filter(edge -> edge.name().toLowerCase(Locale.ROOT).equals(folded))
                .findFirst();
    }
}

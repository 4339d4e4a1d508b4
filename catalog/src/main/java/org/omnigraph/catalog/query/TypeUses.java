package org.omnigraph.catalog.query;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.omnigraph.catalog.query.checked.TypeUse;
import org.omnigraph.catalog.schema.EdgeType;
import org.omnigraph.catalog.schema.NodeType;

/// Gathers the types that a query touches (query-language.md §10.3).
final class TypeUses {
    private final SortedSet<TypeUse> uses = new TreeSet<>();

    void node(NodeType type) {
        uses.add(new TypeUse(TypeUse.Kind.NODE, type.name()));
    }

    /// The edge type alone.
    void onlyEdge(EdgeType type) {
        uses.add(new TypeUse(TypeUse.Kind.EDGE, type.name()));
    }

    /// The edge type and both its endpoint types.
    void edge(EdgeType type) {
        onlyEdge(type);
        uses.add(new TypeUse(TypeUse.Kind.NODE, type.from()));
        uses.add(new TypeUse(TypeUse.Kind.NODE, type.to()));
    }

    List<TypeUse> sorted() {
        return List.copyOf(uses);
    }
}

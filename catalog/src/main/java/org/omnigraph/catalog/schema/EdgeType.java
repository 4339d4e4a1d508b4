package org.omnigraph.catalog.schema;

import java.util.List;

/// An edge type of the checked model.
///
/// @param from the node type that edges of this type leave
/// @param to the node type that they reach
/// @param cardinality how many edges of this type leave one source
public record EdgeType(
        String name,
        String from,
        String to,
        Cardinality cardinality,
        List<Property> properties,
        List<Constraint> constraints,
        List<Annotation> annotations)
        implements EntityType {
    public EdgeType {
        properties = List.copyOf(properties);
        constraints = List.copyOf(constraints);
        annotations = List.copyOf(annotations);
    }

    /// True if both ends have the same type.
    public boolean isSelfEdge() {
        return from.equals(to);
    }

    @Override
    public String tableName() {
        return "edge." + name;
    }

    /// `@card(min..max)`; `max` is [#UNBOUNDED] where the schema gives none.
    public record Cardinality(long min, long max) {
        public static final long UNBOUNDED = Long.MAX_VALUE;
        public static final Cardinality ANY = new Cardinality(0, UNBOUNDED);
    }
}

package org.omnigraph.catalog.schema;

import java.util.List;
import java.util.Optional;

/// What a node type and an edge type have in common. Properties include those injected by interfaces; constraints
/// include those that stand on properties.
public sealed interface EntityType permits NodeType, EdgeType {
    String name();

    List<Property> properties();

    List<Constraint> constraints();

    List<Annotation> annotations();

    /// The table of this type in a graph: `node.<Type>` or `edge.<Type>` (engine.md).
    String tableName();

    /// The property of this name, if there is one.
    default Optional<Property> property(String propertyName) {
        for (Property property : properties()) {
            if (property.name().equals(propertyName)) {
                return Optional.of(property);
            }
        }
        return Optional.empty();
    }
}

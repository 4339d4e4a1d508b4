package org.omnigraph.catalog.schema;

import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// A node type of the checked model.
public record NodeType(
        String name,
        SortedSet<String> interfaces,
        List<Property> properties,
        List<Constraint> constraints,
        List<Annotation> annotations)
        implements EntityType {
    public NodeType {
        interfaces = Collections.unmodifiableSortedSet(new TreeSet<>(interfaces));
        properties = List.copyOf(properties);
        constraints = List.copyOf(constraints);
        annotations = List.copyOf(annotations);
    }

    /// The members of the key in order of identity; empty if the type has no key.
    public List<String> keyProperties() {
        for (Constraint constraint : constraints) {
            if (constraint instanceof Constraint.Key(List<String> members)) {
                return members;
            }
        }
        return List.of();
    }

    @Override
    public String tableName() {
        return "node." + name;
    }
}

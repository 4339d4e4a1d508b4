package org.omnigraph.catalog.schema;

import java.util.List;
import java.util.Optional;

/// A property of a node, edge or interface in the checked model.
///
/// @param annotations all but `@key`, `@unique`, `@index`, which are the type's constraints
public record Property(String name, ValueType type, boolean nullable, List<Annotation> annotations) {
    public Property {
        annotations = List.copyOf(annotations);
    }

    /// The annotation of this name, if there is one.
    public Optional<Annotation> annotation(String annotationName) {
        return annotations.stream().filter(a -> a.name().equals(annotationName)).findFirst();
    }

    /// The type as a schema file spells it, with `?` if nullable.
    public String spelling() {
        return type + (nullable ? "?" : "");
    }
}

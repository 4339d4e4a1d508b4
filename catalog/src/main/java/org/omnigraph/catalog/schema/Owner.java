package org.omnigraph.catalog.schema;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.omnigraph.catalog.schema.SchemaAst.PropertyNode;

/// A type under examination with all its properties, those from interfaces included.
///
/// @param whole false if members were lost to syntax errors: then an unknown name is no error
record Owner(Kind kind, String name, Map<String, PropertyNode> properties, boolean whole) {
    enum Kind {
        INTERFACE("interface"),
        NODE("node"),
        EDGE("edge");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    Owner {
        properties = new LinkedHashMap<>(properties);
    }

    boolean isEdge() {
        return kind == Kind.EDGE;
    }

    /// `edge SequelOf`, for messages.
    String described() {
        return kind.word() + " `" + name + "`";
    }

    Optional<PropertyNode> property(String propertyName) {
        return Optional.ofNullable(properties.get(propertyName));
    }

    Collection<PropertyNode> all() {
        return properties.values();
    }
}

package org.omnigraph.catalog.schema;

import java.util.List;

/// An interface: a set of properties that nodes promise to have.
public record InterfaceType(String name, List<Property> properties) {
    public InterfaceType {
        properties = List.copyOf(properties);
    }
}

package org.omnigraph.catalog.schema;

import java.util.SortedMap;

/// What the checker made of a syntax tree; a model only if no problem was found.
record CheckedTypes(
        SortedMap<String, InterfaceType> interfaces,
        SortedMap<String, NodeType> nodes,
        SortedMap<String, EdgeType> edges) {}

package org.omnigraph.catalog.query.checked;

import org.omnigraph.catalog.schema.EdgeType;

/// An edge variable of an edge binding. `$_` as an edge binding binds nothing and never becomes one.
public record EdgeVariable(String name, EdgeType type) {}

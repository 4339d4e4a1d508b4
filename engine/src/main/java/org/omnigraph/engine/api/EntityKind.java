package org.omnigraph.engine.api;

import java.util.Locale;

/// Whether a type is a node or an edge.
public enum EntityKind {
    NODE,
    EDGE;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}

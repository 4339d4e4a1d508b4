package org.omnigraph.state.recovery;

import java.util.Locale;

/// What a sidecar fences.
public enum SidecarKind {
    GRAPH_CREATE,
    SCHEMA_APPLY,
    GRAPH_DELETE;

    /// The name in the sidecar.
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}

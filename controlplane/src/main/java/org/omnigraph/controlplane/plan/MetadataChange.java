package org.omnigraph.controlplane.plan;

import java.util.Locale;

/// What changes beside the digest.
public enum MetadataChange {
    NONE,
    /// A policy's `applies_to`.
    POLICY_BINDINGS,
    /// A graph's `protect` or `on_remove`.
    LIFECYCLE;

    /// The name in JSON output.
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}

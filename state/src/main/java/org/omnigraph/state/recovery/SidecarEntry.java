package org.omnigraph.state.recovery;

import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.store.ObjectKey;

/// One object among the recoveries.
public sealed interface SidecarEntry {
    /// Where it is kept.
    ObjectKey key();

    /// A sidecar that can be classified.
    record Valid(ObjectKey key, Sidecar sidecar) implements SidecarEntry {}

    /// Something that cannot be read (`invalid_recovery_sidecar`, `unsupported_recovery_sidecar_version`): it stays
    /// where it is and blocks all graph-moving work.
    record Unreadable(ObjectKey key, Diagnostic problem) implements SidecarEntry {}
}

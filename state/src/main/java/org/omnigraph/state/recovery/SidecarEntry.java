package org.omnigraph.state.recovery;

import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.store.ObjectKey;

/// One object among the recoveries.
public sealed interface SidecarEntry {
    /// Where it is kept, below the store's root.
    String name();

    /// A sidecar that can be classified.
    ///
    /// @param key where it is kept
    record Valid(ObjectKey key, Sidecar sidecar) implements SidecarEntry {
        @Override
        public String name() {
            return key.value();
        }
    }

    /// Something that cannot be read (`invalid_recovery_sidecar`, `unsupported_recovery_sidecar_version`): it stays
    /// where it is and blocks all graph-moving work.
    ///
    /// @param name what is no file need not have a name that an object can have
    record Unreadable(String name, Diagnostic problem) implements SidecarEntry {}
}

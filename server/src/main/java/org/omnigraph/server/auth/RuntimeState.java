package org.omnigraph.server.auth;

import java.util.Optional;

/// How requests are judged, decided once at start (http-api.md §3).
public enum RuntimeState {
    /// No authentication; every graph action allowed.
    OPEN,
    /// Any authenticated actor may read; nothing else is allowed.
    DEFAULT_DENY,
    /// Cedar decides, per scope that has a bundle.
    POLICY;

    /// The state of these facts; nothing if the combination is refused.
    ///
    /// @param consented whether the operator agreed to run open
    public static Optional<RuntimeState> of(boolean hasTokens, boolean hasPolicy, boolean consented) {
        if (hasTokens) {
            return Optional.of(hasPolicy ? POLICY : DEFAULT_DENY);
        }
        return consented && !hasPolicy ? Optional.of(OPEN) : Optional.empty();
    }
}

package org.omnigraph.controlplane.config;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.omnigraph.state.diagnostic.Diagnostic;

/// What reading `cluster.yaml` alone gave, for commands that look at no other file.
public final class LoadedSettings {
    private final @Nullable ClusterSettings settings;
    private final List<Diagnostic> diagnostics;

    LoadedSettings(@Nullable ClusterSettings settings, List<Diagnostic> diagnostics) {
        this.settings = settings;
        this.diagnostics = List.copyOf(diagnostics);
    }

    /// The settings; absent exactly if there is an error.
    public Optional<ClusterSettings> settings() {
        return Optional.ofNullable(settings);
    }

    /// Everything that was found.
    public List<Diagnostic> diagnostics() {
        return diagnostics;
    }
}

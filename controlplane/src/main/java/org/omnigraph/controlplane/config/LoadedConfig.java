package org.omnigraph.controlplane.config;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.omnigraph.state.diagnostic.Diagnostic;

/// What loading a config folder gave: a desired cluster, or at least one error. Immutable.
public final class LoadedConfig {
    private final @Nullable DesiredCluster cluster;
    private final List<GraphFiles> files;
    private final List<DeclaredResource> resources;
    private final List<Diagnostic> diagnostics;

    LoadedConfig(
            @Nullable DesiredCluster cluster,
            List<GraphFiles> files,
            List<DeclaredResource> resources,
            List<Diagnostic> diagnostics) {
        this.cluster = cluster;
        this.files = List.copyOf(files);
        this.resources = List.copyOf(resources);
        this.diagnostics = List.copyOf(diagnostics);
    }

    static LoadedConfig failed(List<Diagnostic> diagnostics) {
        return new LoadedConfig(null, List.of(), List.of(), diagnostics);
    }

    /// The desired cluster; absent exactly if there is an error.
    public Optional<DesiredCluster> cluster() {
        return Optional.ofNullable(cluster);
    }

    /// The files of each graph, in source order, also if they are broken.
    public List<GraphFiles> files() {
        return files;
    }

    /// Every resource whose digest is known, sorted by address.
    public List<DeclaredResource> resources() {
        return resources;
    }

    /// Everything that was found, `cluster.yaml` first.
    public List<Diagnostic> diagnostics() {
        return diagnostics;
    }
}

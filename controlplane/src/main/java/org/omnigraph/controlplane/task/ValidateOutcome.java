package org.omnigraph.controlplane.task;

import java.util.List;
import java.util.SortedMap;
import org.omnigraph.controlplane.config.Dependency;
import org.omnigraph.state.diagnostic.Diagnostic;

/// What `validate` found.
///
/// @param configFile `cluster.yaml`, as a path below what was given
/// @param resourceDigests hex digests by address; as far as they could be told
public record ValidateOutcome(
        String configDir,
        String configFile,
        SortedMap<String, String> resourceDigests,
        List<ResourceSummary> resources,
        List<Dependency> dependencies,
        List<Diagnostic> diagnostics)
        implements CommandOutcome {
    public ValidateOutcome {
        resourceDigests = Sorted.copy(resourceDigests);
        resources = List.copyOf(resources);
        dependencies = List.copyOf(dependencies);
        diagnostics = List.copyOf(diagnostics);
    }
}

package org.omnigraph.controlplane.task;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.omnigraph.controlplane.config.ConfigLoader;
import org.omnigraph.controlplane.config.DeclaredResource;
import org.omnigraph.controlplane.config.DesiredCluster;
import org.omnigraph.controlplane.config.LoadedConfig;

/// `cluster validate`.
final class ValidateTask {
    private ValidateTask() {}

    static ValidateOutcome run(ValidateRequest request) {
        LoadedConfig config = ConfigLoader.load(request.configDir());
        return new ValidateOutcome(
                request.configDir().toString(),
                request.configDir().resolve("cluster.yaml").toString(),
                digests(config.resources()),
                config.resources().stream()
                        .map(resource -> new ResourceSummary(
                                resource.address(), resource.digest().hex(), resource.path()))
                        .toList(),
                config.cluster().map(DesiredCluster::dependencies).orElse(List.of()),
                config.diagnostics());
    }

    static SortedMap<String, String> digests(List<DeclaredResource> resources) {
        SortedMap<String, String> digests = new TreeMap<>();
        for (DeclaredResource resource : resources) {
            digests.put(resource.address().toString(), resource.digest().hex());
        }
        return digests;
    }
}

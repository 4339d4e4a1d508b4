package org.omnigraph.controlplane.config;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.omnigraph.catalog.address.ResourceAddress;
import org.omnigraph.catalog.payload.ContentDigest;
import org.omnigraph.catalog.policy.PolicyReader;
import org.omnigraph.catalog.policy.PolicyResult;
import org.omnigraph.controlplane.config.ClusterYaml.PolicyEntry;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.diagnostic.DiagnosticCode;

/// The declared policies: bindings, files and rules. Cedar is not loaded: the strict reader knows the whole grammar,
/// and what it lets through compiles (policy.md §2).
final class PoliciesLoader {
    private final ReferencedFiles references;
    private final List<Diagnostic> problems;
    private final SortedMap<ResourceAddress, DeclaredResource> resources = new TreeMap<>();

    PoliciesLoader(ReferencedFiles references, List<Diagnostic> problems) {
        this.references = references;
        this.problems = problems;
    }

    /// The policies whose digests are known.
    SortedMap<ResourceAddress, DeclaredResource> resources() {
        return resources;
    }

    SortedMap<String, DesiredPolicy> load(ClusterYaml yaml) {
        SortedMap<String, DesiredPolicy> policies = new TreeMap<>();
        Set<String> graphIds =
                yaml.graphs().stream().map(graph -> graph.id().text()).collect(Collectors.toSet());
        Bindings bindings = new Bindings(graphIds, new YamlFields(ClusterYamlReader.FILE_NAME, problems));
        for (PolicyEntry entry : yaml.policies()) {
            Bindings.Bound bound = bindings.resolve(entry);
            if (!entry.file().isPresent()) {
                continue;
            }
            String path = entry.file().text();
            Optional<byte[]> bytes = references.content(
                    entry.file(),
                    references.read(path),
                    DiagnosticCode.POLICY_FILE_MISSING,
                    "policy `" + entry.name().text() + "`");
            if (bytes.isPresent()) {
                PolicyResult result = PolicyReader.read(bytes.get(), bound.kind());
                result.diagnostics().forEach(problem -> problems.add(problem.withPath(path)));
                String name = entry.name().text();
                ContentDigest digest = ContentDigest.of(bytes.get());
                policies.put(name, new DesiredPolicy(name, path, digest, bound.refs()));
                ResourceAddress address = new ResourceAddress.Policy(name);
                resources.put(address, new DeclaredResource(address, digest, path, ClusterYaml.place(entry.file())));
            }
        }
        return policies;
    }
}

package org.omnigraph.catalog.applied;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.omnigraph.catalog.address.GraphId;
import org.omnigraph.catalog.address.ResourceAddress;
import org.omnigraph.catalog.payload.ContentDigest;
import org.omnigraph.catalog.payload.PayloadReading;
import org.omnigraph.catalog.payload.PayloadStore;
import org.omnigraph.catalog.policy.PolicyBindingKind;
import org.omnigraph.catalog.policy.PolicyDocument;
import org.omnigraph.catalog.policy.PolicyReader;
import org.omnigraph.catalog.policy.PolicyResult;
import org.omnigraph.catalog.query.ParseResult;
import org.omnigraph.catalog.query.QueryParser;
import org.omnigraph.catalog.query.ast.QueryDecl;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.ledger.ClusterState;
import org.omnigraph.state.ledger.ResourceEntry;

/// One resolution of one state: sorts the entries, verifies, parses, and gathers faults.
final class AppliedResolution {
    private final ClusterState state;
    private final PayloadStore payloads;

    private final Map<GraphId, ContentDigest> graphDigests = new TreeMap<>();
    private final Map<GraphId, ContentDigest> schemaDigests = new TreeMap<>();
    private final Map<GraphId, SortedMap<String, ContentDigest>> queryDigests = new TreeMap<>();
    private final Map<String, ContentDigest> policyDigests = new TreeMap<>();
    private final Map<ContentDigest, ParseResult> parsed = new HashMap<>();
    private final List<AppliedFault> faults = new ArrayList<>();

    AppliedResolution(ClusterState state, PayloadStore payloads) {
        this.state = state;
        this.payloads = payloads;
    }

    AppliedCatalog resolve() {
        sortEntries();
        checkComposites();
        if (graphDigests.isEmpty() && faults.isEmpty()) {
            clusterWide(DiagnosticCode.CLUSTER_EMPTY, "", "the applied revision holds no graph");
        }
        Map<String, List<PolicyBinding>> bindings = bindings();
        SortedMap<ResourceAddress, byte[]> contents = contents();
        SortedMap<GraphId, AppliedGraph> graphs = new TreeMap<>();
        for (Map.Entry<GraphId, ContentDigest> graph : graphDigests.entrySet()) {
            ContentDigest schema = schemaDigests.get(graph.getKey());
            if (schema != null) {
                SortedMap<String, AppliedQuery> queries = queries(graph.getKey(), contents);
                graphs.put(graph.getKey(), new AppliedGraph(graph.getKey(), graph.getValue(), schema, queries));
            }
        }
        SortedMap<String, AppliedPolicy> policies = new TreeMap<>();
        for (Map.Entry<String, List<PolicyBinding>> bound : bindings.entrySet()) {
            policy(bound.getKey(), bound.getValue(), contents).ifPresent(policy -> policies.put(policy.name(), policy));
        }
        return new AppliedCatalog(state.stateRevision(), graphs, policies, faults);
    }

    private void sortEntries() {
        for (Map.Entry<String, ResourceEntry> entry : state.resources().entrySet()) {
            Optional<ResourceAddress> address = ResourceAddress.parse(entry.getKey());
            String digestText = entry.getValue().digest();
            if (address.isEmpty()) {
                clusterWide(DiagnosticCode.INVALID_STATE_JSON, entry.getKey(), "this is no resource address");
            } else if (!ContentDigest.isValid(digestText)) {
                clusterWide(DiagnosticCode.INVALID_STATE_JSON, entry.getKey(), "its digest is not a SHA-256");
            } else {
                ContentDigest digest = new ContentDigest(digestText);
                switch (address.get()) {
                    case ResourceAddress.Graph(GraphId graph) -> graphDigests.put(graph, digest);
                    case ResourceAddress.Schema(GraphId graph) -> schemaDigests.put(graph, digest);
                    case ResourceAddress.Query(GraphId graph, String name) ->
                        queryDigests
                                .computeIfAbsent(graph, g -> new TreeMap<>())
                                .put(name, digest);
                    case ResourceAddress.Policy(String name) -> policyDigests.put(name, digest);
                }
            }
        }
    }

    private void checkComposites() {
        for (Map.Entry<GraphId, ContentDigest> graph : graphDigests.entrySet()) {
            ContentDigest schema = schemaDigests.get(graph.getKey());
            if (schema == null) {
                mismatch(graph.getKey(), "the ledger has no schema for it");
            } else {
                SortedMap<String, ContentDigest> queries = queryDigests.getOrDefault(graph.getKey(), new TreeMap<>());
                ContentDigest expected = ContentDigest.ofGraph(graph.getKey().value(), schema, queries);
                if (!expected.equals(graph.getValue())) {
                    mismatch(graph.getKey(), "its digest does not follow from its schema and queries");
                }
            }
        }
        for (GraphId graph : schemaDigests.keySet()) {
            orphan(graph, "schema." + graph);
        }
        for (GraphId graph : queryDigests.keySet()) {
            orphan(graph, "queries of " + graph);
        }
    }

    private void orphan(GraphId graph, String what) {
        if (!graphDigests.containsKey(graph)) {
            mismatch(graph, "the ledger has " + what + " without the graph itself");
        }
    }

    private void mismatch(GraphId graph, String message) {
        clusterWide(DiagnosticCode.GRAPH_COMPOSITE_MISMATCH, "graph." + graph, message);
    }

    // ---- bindings --------------------------------------------------------------------------------------------

    /// The bindings of each policy that has any right ones.
    private Map<String, List<PolicyBinding>> bindings() {
        Map<String, List<PolicyBinding>> bindings = new LinkedHashMap<>();
        Map<PolicyBinding, String> owner = new HashMap<>();
        for (String name : policyDigests.keySet()) {
            String address = "policy." + name;
            ResourceEntry entry = state.resources().getOrDefault(address, ResourceEntry.of(""));
            if (entry.appliesTo().isEmpty()) {
                clusterWide(
                        DiagnosticCode.POLICY_BINDINGS_MISSING, address, "the ledger does not say where it applies");
                continue;
            }
            List<PolicyBinding> found = new ArrayList<>();
            for (String reference : entry.appliesTo()) {
                binding(address, reference).ifPresent(binding -> {
                    found.add(binding);
                    String other = owner.putIfAbsent(binding, name);
                    if (other != null) {
                        clusterWide(
                                DiagnosticCode.DUPLICATE_POLICY_BINDING,
                                address,
                                "it and policy." + other + " are both bound to " + binding);
                    }
                });
            }
            if (found.contains(new PolicyBinding.OnCluster()) && found.size() > 1) {
                clusterWide(
                        DiagnosticCode.POLICY_MIXED_BINDING_KINDS,
                        address,
                        "it is bound to the cluster and to a graph");
            } else if (!found.isEmpty()) {
                bindings.put(name, found);
            }
        }
        return bindings;
    }

    private Optional<PolicyBinding> binding(String address, String reference) {
        Optional<PolicyBinding> binding = PolicyBinding.parse(reference);
        if (binding.isEmpty()) {
            clusterWide(
                    DiagnosticCode.WRONG_KIND_REFERENCE,
                    address,
                    "it is bound to `" + reference + "`, which is no scope");
            return binding;
        }
        return switch (binding.get()) {
            case PolicyBinding.OnCluster _ -> binding;
            case PolicyBinding.OnGraph(GraphId graph) -> {
                if (graphDigests.containsKey(graph)) {
                    yield binding;
                }
                clusterWide(
                        DiagnosticCode.DANGLING_GRAPH_REFERENCE,
                        address,
                        "it is bound to graph." + graph + ", which the applied revision does not hold");
                yield Optional.empty();
            }
        };
    }

    // ---- payloads --------------------------------------------------------------------------------------------

    /// The verified bytes of every query and policy; those that failed are faults.
    private SortedMap<ResourceAddress, byte[]> contents() {
        Map<ResourceAddress, ContentDigest> wanted = new TreeMap<>();
        queryDigests.forEach((graph, queries) ->
                queries.forEach((name, digest) -> wanted.put(new ResourceAddress.Query(graph, name), digest)));
        policyDigests.forEach((name, digest) -> wanted.put(new ResourceAddress.Policy(name), digest));
        SortedMap<ResourceAddress, byte[]> contents = new TreeMap<>();
        PayloadFetch.readAll(payloads, wanted).forEach((address, reading) -> {
            String path = address.toString();
            switch (reading) {
                case PayloadReading.Found(var _, byte[] bytes) -> contents.put(address, bytes);
                case PayloadReading.Missing(var key) ->
                    clusterWide(
                            DiagnosticCode.CATALOG_PAYLOAD_MISSING, path, "the catalog has no " + key + " any more");
                case PayloadReading.Mismatch(var key, ContentDigest actual) ->
                    clusterWide(
                            DiagnosticCode.CATALOG_PAYLOAD_DIGEST_MISMATCH,
                            path,
                            key + " has other content than was applied (sha256 " + actual + ")");
                case PayloadReading.ReadError(var key, String reason) ->
                    clusterWide(DiagnosticCode.CATALOG_PAYLOAD_READ_ERROR, path, key + " cannot be read: " + reason);
            }
        });
        return contents;
    }

    private SortedMap<String, AppliedQuery> queries(GraphId graph, SortedMap<ResourceAddress, byte[]> contents) {
        SortedMap<String, AppliedQuery> queries = new TreeMap<>();
        queryDigests.getOrDefault(graph, new TreeMap<>()).forEach((name, digest) -> {
            ResourceAddress address = new ResourceAddress.Query(graph, name);
            byte[] bytes = contents.get(address);
            if (bytes != null) {
                String source = new String(bytes, StandardCharsets.UTF_8);
                ParseResult result = parsed.computeIfAbsent(digest, d -> QueryParser.parse(source));
                for (Diagnostic problem : result.diagnostics()) {
                    faults.add(new AppliedFault.GraphLocal(graph, problem.withPath(address.toString())));
                }
                Optional<QueryDecl> declaration = result.file().flatMap(file -> file.query(name));
                if (declaration.isPresent()) {
                    queries.put(name, new AppliedQuery(name, digest, source, declaration.get()));
                } else if (result.file().isPresent()) {
                    faults.add(new AppliedFault.GraphLocal(
                            graph,
                            Diagnostic.of(
                                    DiagnosticCode.STORED_QUERY_INVALID,
                                    address.toString(),
                                    "its payload declares no query of this name")));
                }
            }
        });
        return queries;
    }

    private Optional<AppliedPolicy> policy(
            String name, List<PolicyBinding> bindings, SortedMap<ResourceAddress, byte[]> contents) {
        ResourceAddress address = new ResourceAddress.Policy(name);
        byte[] bytes = contents.get(address);
        ContentDigest digest = policyDigests.get(name);
        if (bytes == null || digest == null) {
            return Optional.empty();
        }
        boolean onCluster = bindings.contains(new PolicyBinding.OnCluster());
        PolicyBindingKind kind = onCluster ? PolicyBindingKind.CLUSTER : PolicyBindingKind.GRAPH;
        return switch (PolicyReader.read(bytes, kind)) {
            case PolicyResult.Valid(PolicyDocument document, var _) ->
                Optional.of(new AppliedPolicy(name, digest, bindings, document));
            case PolicyResult.Invalid(List<Diagnostic> problems) -> {
                for (Diagnostic problem : problems) {
                    for (PolicyBinding binding : bindings) {
                        faults.add(fault(binding, problem.withPath(address.toString())));
                    }
                }
                yield Optional.empty();
            }
        };
    }

    private static AppliedFault fault(PolicyBinding binding, Diagnostic problem) {
        return switch (binding) {
            case PolicyBinding.OnCluster _ -> new AppliedFault.ClusterWide(problem);
            case PolicyBinding.OnGraph(GraphId graph) -> new AppliedFault.GraphLocal(graph, problem);
        };
    }

    private void clusterWide(DiagnosticCode code, String path, String message) {
        faults.add(new AppliedFault.ClusterWide(Diagnostic.of(code, path, message)));
    }
}

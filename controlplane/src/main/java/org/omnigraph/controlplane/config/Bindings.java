package org.omnigraph.controlplane.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.omnigraph.catalog.address.GraphId;
import org.omnigraph.catalog.policy.PolicyBindingKind;
import org.omnigraph.controlplane.config.ClusterYaml.Located;
import org.omnigraph.controlplane.config.ClusterYaml.PolicyEntry;
import org.omnigraph.state.diagnostic.DiagnosticCode;

/// The bindings of policies: normalised to typed refs, `cluster` or `graph.<id>`, and checked (policy.md §1).
final class Bindings {
    private static final String CLUSTER = "cluster";
    private static final Set<String> OTHER_KINDS = Set.of("schema", "query", "policy", CLUSTER);

    private final Set<String> graphIds;
    private final YamlFields yaml;
    private final Map<String, String> policyByScope = new HashMap<>();

    Bindings(Set<String> graphIds, YamlFields yaml) {
        this.graphIds = graphIds;
        this.yaml = yaml;
    }

    /// What a policy is bound to.
    ///
    /// @param refs typed and sorted, without the wrong ones
    record Bound(List<String> refs, PolicyBindingKind kind) {}

    /// The typed form of a ref as it is written.
    static String typed(String ref) {
        return ref.equals(CLUSTER) || ref.indexOf('.') >= 0 ? ref : "graph." + ref;
    }

    Bound resolve(PolicyEntry policy) {
        TreeSet<String> refs = new TreeSet<>();
        boolean cluster = false;
        boolean graph = false;
        boolean wrong = false;
        for (Located ref : policy.appliesTo()) {
            String typed = typed(ref.text());
            if (typed.equals(CLUSTER)) {
                cluster = true;
            } else if (isGraph(ref, typed)) {
                graph = true;
            } else {
                wrong = true;
                continue;
            }
            if (refs.add(typed)) {
                claim(policy, ref, typed);
            }
        }
        if (cluster && graph) {
            yaml.report(
                    DiagnosticCode.POLICY_MIXED_BINDING_KINDS,
                    policy.appliesTo().getFirst().position(),
                    "Policy `" + policy.name().text() + "` is bound to the cluster and to graphs.",
                    "Split it into two bundles, one for each kind.");
            return new Bound(new ArrayList<>(refs), PolicyBindingKind.UNDECIDED);
        }
        PolicyBindingKind kind = cluster
                ? PolicyBindingKind.CLUSTER
                : graph && !wrong ? PolicyBindingKind.GRAPH : PolicyBindingKind.UNDECIDED;
        return new Bound(new ArrayList<>(refs), kind);
    }

    private boolean isGraph(Located ref, String typed) {
        int dot = typed.indexOf('.');
        String kind = typed.substring(0, dot);
        String id = typed.substring(dot + 1);
        if (!kind.equals("graph")) {
            yaml.report(
                    DiagnosticCode.WRONG_KIND_REFERENCE,
                    ref.position(),
                    OTHER_KINDS.contains(kind)
                            ? "A policy cannot be bound to `" + ref.text() + "`: it binds to graphs or to the cluster."
                            : "`" + ref.text() + "` is no reference: `" + kind + "` is no kind of resource.",
                    "Write a graph id, `graph.<id>` or `cluster`.");
            return false;
        }
        if (!GraphId.isValid(id)) {
            yaml.report(
                    DiagnosticCode.INVALID_RESOURCE_ID,
                    ref.position(),
                    "`" + id + "` is no valid graph id.",
                    "Use 1 to 64 of the characters A-Z, a-z, 0-9, `_` and `-`.");
            return false;
        }
        if (!graphIds.contains(id)) {
            String hint = NearestName.hint(id, graphIds);
            yaml.report(
                    DiagnosticCode.DANGLING_GRAPH_REFERENCE,
                    ref.position(),
                    "No graph `" + id + "` is declared.",
                    hint.isEmpty() ? "Declare it under `graphs:`, or correct the name." : hint);
            return false;
        }
        return true;
    }

    private void claim(PolicyEntry policy, Located ref, String typed) {
        String first = policyByScope.putIfAbsent(typed, policy.name().text());
        if (first != null) {
            yaml.report(
                    DiagnosticCode.DUPLICATE_POLICY_BINDING,
                    ref.position(),
                    "`" + typed + "` is bound by policy `" + first + "` already.",
                    "Merge the two bundles into one file, or bind one of them elsewhere.");
        }
    }
}

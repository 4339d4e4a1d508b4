package org.omnigraph.controlplane.config;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.TreeSet;
import org.omnigraph.controlplane.config.ClusterYaml.GraphEntry;
import org.omnigraph.controlplane.config.ClusterYaml.Located;
import org.omnigraph.controlplane.config.ClusterYaml.NamedQuery;
import org.omnigraph.controlplane.config.ClusterYaml.PolicyEntry;
import org.omnigraph.controlplane.config.ClusterYaml.Queries;
import org.omnigraph.state.ledger.OnRemove;

/// What `cluster.yaml` says, as JSON without defaults, comments and spelling: two files that mean the same give the
/// same config digest (cluster-contract.md §1).
final class CanonicalConfig {
    private CanonicalConfig() {}

    static ObjectNode of(
            String name, String storage, boolean lock, List<GraphEntry> graphs, List<PolicyEntry> policies) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("version", 1);
        if (!name.isEmpty()) {
            root.putObject("metadata").put("name", name);
        }
        if (!storage.isEmpty()) {
            root.put("storage", storage);
        }
        if (!lock) {
            root.putObject("state").put("lock", false);
        }
        if (!graphs.isEmpty()) {
            ObjectNode all = root.putObject("graphs");
            graphs.forEach(graph -> all.set(graph.id().text(), graph(graph)));
        }
        if (!policies.isEmpty()) {
            ObjectNode all = root.putObject("policies");
            policies.forEach(policy -> all.set(policy.name().text(), policy(policy)));
        }
        return root;
    }

    private static ObjectNode graph(GraphEntry graph) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("schema", graph.schema().text());
        switch (graph.queries()) {
            case Queries.None none -> {}
            case Queries.Folder(Located path) -> node.put("queries", path.text());
            case Queries.Files(List<Located> paths) -> {
                ArrayNode files = node.putArray("queries");
                paths.forEach(path -> files.add(path.text()));
            }
            case Queries.Named(List<NamedQuery> queries) -> {
                ObjectNode named = node.putObject("queries");
                queries.forEach(query -> named.putObject(query.name().text())
                        .put("file", query.file().text()));
            }
        }
        if (graph.isProtected()) {
            node.put("protect", true);
        }
        if (graph.onRemove() != OnRemove.DELETE) {
            node.put("on_remove", graph.onRemove().wireName());
        }
        return node;
    }

    private static ObjectNode policy(PolicyEntry policy) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("file", policy.file().text());
        ArrayNode refs = node.putArray("applies_to");
        new TreeSet<>(policy.appliesTo().stream()
                        .map(ref -> Bindings.typed(ref.text()))
                        .toList())
                .forEach(refs::add);
        return node;
    }
}

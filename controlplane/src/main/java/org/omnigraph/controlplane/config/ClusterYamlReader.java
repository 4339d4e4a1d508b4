package org.omnigraph.controlplane.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.omnigraph.catalog.address.GraphId;
import org.omnigraph.controlplane.config.ClusterYaml.GraphEntry;
import org.omnigraph.controlplane.config.ClusterYaml.Located;
import org.omnigraph.controlplane.config.ClusterYaml.NamedQuery;
import org.omnigraph.controlplane.config.ClusterYaml.PolicyEntry;
import org.omnigraph.controlplane.config.ClusterYaml.Queries;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.ledger.OnRemove;
import org.omnigraph.state.store.StoreException;
import org.omnigraph.state.store.StoreLocation;

/// From the bytes of `cluster.yaml` to its typed content: strict, and every problem at once (cluster-contract.md §2).
/// Opens no other file.
final class ClusterYamlReader {
    static final String FILE_NAME = "cluster.yaml";

    private static final String QUERIES_HELP =
            "Give a folder (`queries/`), a list of files, or `name: {file: f.gq}` for each query.";

    private final Path folder;
    private final YamlFields yaml;
    private final List<Diagnostic> problems;

    /// @param folder the config folder, absolute: the default storage root
    ClusterYamlReader(Path folder, List<Diagnostic> problems) {
        this.folder = folder;
        this.problems = problems;
        this.yaml = new YamlFields(FILE_NAME, problems);
    }

    /// The content as far as it could be understood; nothing if it is no mapping at all.
    Optional<ClusterYaml> read(byte[] bytes) {
        int before = problems.size();
        Optional<YamlNode> root = new YamlReader(FILE_NAME, problems).read(bytes);
        if (root.isEmpty()) {
            if (problems.size() == before) {
                problems.add(Diagnostic.of(DiagnosticCode.INVALID_CLUSTER_YAML, FILE_NAME, "The file is empty.")
                        .withHelp("Begin with `version: 1`."));
            }
            return Optional.empty();
        }
        Map<String, YamlNode> fields = yaml.fields(root.get(), "cluster.yaml", ClusterFields.CLUSTER.names());
        if (!(root.get() instanceof YamlNode.Mapping)) {
            return Optional.empty();
        }
        readVersion(root.get(), field(fields, "version"));
        String name = readName(field(fields, "metadata"));
        String storageText =
                field(fields, "storage").flatMap(node -> storageText(node)).orElse("");
        StoreLocation storage = readStorage(field(fields, "storage"), storageText);
        boolean lock = readState(field(fields, "state"));
        List<GraphEntry> graphs = readGraphs(field(fields, "graphs"));
        List<PolicyEntry> policies = readPolicies(field(fields, "policies"));
        ClusterSettings settings = new ClusterSettings(name, storage, lock);
        return Optional.of(new ClusterYaml(
                settings, graphs, policies, CanonicalConfig.of(name, storageText, lock, graphs, policies)));
    }

    private static Optional<YamlNode> field(Map<String, YamlNode> fields, String name) {
        return Optional.ofNullable(fields.get(name));
    }

    private void readVersion(YamlNode root, Optional<YamlNode> version) {
        if (version.isEmpty()) {
            yaml.invalid(root.position(), "`version` is missing.", "Begin the file with `version: 1`.");
        } else if (!(version.get() instanceof YamlNode.Scalar scalar)
                || scalar.kind() != YamlNode.ScalarKind.INTEGER
                || !scalar.text().equals("1")) {
            String found = version.get() instanceof YamlNode.Scalar scalar
                    ? "`" + scalar.text() + "`"
                    : version.get().describe();
            yaml.report(
                    DiagnosticCode.UNSUPPORTED_CLUSTER_CONFIG_VERSION,
                    version.get().position(),
                    "`version` is " + found + "; this program reads version 1.",
                    "Write `version: 1`, or use a newer program.");
        }
    }

    private String readName(Optional<YamlNode> metadata) {
        if (metadata.isEmpty()) {
            return "";
        }
        Optional<YamlNode> name =
                field(yaml.fields(metadata.get(), "`metadata`", ClusterFields.METADATA.names()), "name");
        Optional<Located> text = name.flatMap(node -> yaml.text(node, "`metadata.name`"));
        if (text.isPresent() && text.get().text().isBlank()) {
            yaml.report(
                    DiagnosticCode.EMPTY_METADATA_NAME,
                    text.get().position(),
                    "`metadata.name` is blank.",
                    "Give the cluster a name, or leave `metadata` out.");
        }
        return text.map(Located::text).orElse("");
    }

    private Optional<String> storageText(YamlNode node) {
        return node instanceof YamlNode.Scalar scalar && scalar.isText()
                ? Optional.of(scalar.text())
                : Optional.empty();
    }

    private StoreLocation readStorage(Optional<YamlNode> node, String text) {
        StoreLocation byDefault = new StoreLocation.Local(folder);
        if (node.isEmpty()) {
            return byDefault;
        }
        if (storageText(node.get()).isEmpty()) {
            yaml.report(
                    DiagnosticCode.INVALID_STORAGE_ROOT,
                    node.get().position(),
                    "`storage` must be text, and this is " + node.get().describe() + ".",
                    "Give a path, file:///path or s3://bucket/prefix.");
            return byDefault;
        }
        try {
            return StoreLocation.parse(text, folder);
        } catch (StoreException e) {
            yaml.report(
                    DiagnosticCode.INVALID_STORAGE_ROOT,
                    node.get().position(),
                    "`storage` names no place: " + e.getMessage() + ".",
                    "Give a path, file:///path or s3://bucket/prefix.");
            return byDefault;
        }
    }

    private boolean readState(Optional<YamlNode> state) {
        if (state.isEmpty()) {
            return true;
        }
        Map<String, YamlNode> fields = yaml.fields(state.get(), "`state`", ClusterFields.STATE.names());
        Optional<Located> backend = field(fields, "backend").flatMap(node -> yaml.text(node, "`state.backend`"));
        if (backend.isPresent() && !backend.get().text().equals(ClusterFields.STATE_BACKEND)) {
            yaml.report(
                    DiagnosticCode.UNSUPPORTED_STATE_BACKEND,
                    backend.get().position(),
                    "`state.backend` is `" + backend.get().text() + "`; the only backend is `cluster`.",
                    "Write `backend: cluster`, or leave it out.");
        }
        return yaml.bool(field(fields, "lock"), "`state.lock`", true);
    }

    private List<GraphEntry> readGraphs(Optional<YamlNode> node) {
        List<GraphEntry> graphs = new ArrayList<>();
        for (Map.Entry<Located, YamlNode> entry :
                node.map(n -> yaml.entries(n, "`graphs`")).orElse(List.of())) {
            Located id = entry.getKey();
            boolean valid = checkId(id, "graph id");
            GraphEntry graph = readGraph(id, entry.getValue());
            if (valid) {
                graphs.add(graph);
            }
        }
        return graphs;
    }

    private GraphEntry readGraph(Located id, YamlNode node) {
        String what = "graph `" + id.text() + "`";
        Map<String, YamlNode> fields = yaml.fields(node, what, ClusterFields.GRAPH.names());
        Located schema = field(fields, "schema")
                .map(n -> yaml.file(n, "the schema of " + what))
                .orElse(Located.NONE);
        if (node instanceof YamlNode.Mapping && !fields.containsKey("schema")) {
            yaml.invalid(
                    id.position(), "Graph `" + id.text() + "` has no `schema`.", "Name its .pg file: `schema: f.pg`.");
        }
        return new GraphEntry(
                id,
                schema,
                field(fields, "queries").map(n -> readQueries(n, what)).orElse(new Queries.None()),
                yaml.bool(field(fields, "protect"), "`protect` of " + what, false),
                field(fields, "on_remove").map(n -> readOnRemove(n, what)).orElse(OnRemove.DELETE));
    }

    private Queries readQueries(YamlNode node, String what) {
        return switch (node) {
            case YamlNode.Scalar scalar -> {
                Located path = yaml.file(scalar, "`queries` of " + what);
                yield path.isPresent() ? new Queries.Folder(path) : new Queries.None();
            }
            case YamlNode.Sequence list -> {
                List<Located> paths = new ArrayList<>();
                for (YamlNode item : list.items()) {
                    Located path = yaml.file(item, "a query file of " + what);
                    if (path.isPresent()) {
                        paths.add(path);
                    }
                }
                yield new Queries.Files(List.copyOf(paths));
            }
            case YamlNode.Mapping map -> new Queries.Named(readNamedQueries(map, what));
        };
    }

    private List<NamedQuery> readNamedQueries(YamlNode.Mapping map, String what) {
        List<NamedQuery> queries = new ArrayList<>();
        for (Map.Entry<Located, YamlNode> entry : yaml.entries(map, "`queries` of " + what)) {
            Located name = entry.getKey();
            String query = "query `" + name.text() + "` of " + what;
            boolean valid = checkId(name, "query name");
            if (!(entry.getValue() instanceof YamlNode.Mapping)) {
                yaml.invalid(
                        entry.getValue().position(),
                        "The " + query + " must be a mapping, and this is "
                                + entry.getValue().describe() + ".",
                        QUERIES_HELP);
                continue;
            }
            Optional<YamlNode> file =
                    field(yaml.fields(entry.getValue(), query, ClusterFields.NAMED_QUERY.names()), "file");
            if (file.isEmpty()) {
                yaml.invalid(name.position(), "The " + query + " has no `file`.", QUERIES_HELP);
                continue;
            }
            Located path = yaml.file(file.get(), "the file of " + query);
            if (valid && path.isPresent()) {
                queries.add(new NamedQuery(name, path));
            }
        }
        return List.copyOf(queries);
    }

    private OnRemove readOnRemove(YamlNode node, String what) {
        Optional<Located> text = yaml.text(node, "`on_remove` of " + what);
        for (OnRemove choice : OnRemove.values()) {
            if (text.isPresent() && text.get().text().equals(choice.wireName())) {
                return choice;
            }
        }
        if (text.isPresent()) {
            yaml.invalid(
                    node.position(),
                    "`on_remove` of " + what + " is `" + text.get().text() + "`.",
                    "Write `delete` or `retain`.");
        }
        return OnRemove.DELETE;
    }

    private List<PolicyEntry> readPolicies(Optional<YamlNode> node) {
        List<PolicyEntry> policies = new ArrayList<>();
        for (Map.Entry<Located, YamlNode> entry :
                node.map(n -> yaml.entries(n, "`policies`")).orElse(List.of())) {
            Located name = entry.getKey();
            boolean valid = checkId(name, "policy name");
            PolicyEntry policy = readPolicy(name, entry.getValue());
            if (valid) {
                policies.add(policy);
            }
        }
        return policies;
    }

    private PolicyEntry readPolicy(Located name, YamlNode node) {
        String what = "policy `" + name.text() + "`";
        Map<String, YamlNode> fields = yaml.fields(node, what, ClusterFields.POLICY.names());
        Located file = field(fields, "file")
                .map(n -> yaml.file(n, "the file of " + what))
                .orElse(Located.NONE);
        if (node instanceof YamlNode.Mapping && !fields.containsKey("file")) {
            yaml.invalid(
                    name.position(), "Policy `" + name.text() + "` has no `file`.", "Name its file: `file: f.yaml`.");
        }
        List<Located> appliesTo = new ArrayList<>();
        if (node instanceof YamlNode.Mapping) {
            Optional<YamlNode> refs = field(fields, "applies_to");
            Optional<List<YamlNode>> items = refs.flatMap(
                    n -> yaml.items(n, "`applies_to` of " + what, "Write `applies_to: [graph]` or `[cluster]`."));
            for (YamlNode item : items.orElse(List.of())) {
                yaml.text(item, "an item of `applies_to` of " + what).ifPresent(appliesTo::add);
            }
            if (refs.isEmpty() || (items.isPresent() && items.get().isEmpty())) {
                yaml.report(
                        DiagnosticCode.POLICY_MISSING_APPLIES_TO,
                        refs.map(YamlNode::position).orElse(name.position()),
                        "Policy `" + name.text() + "` is bound to nothing.",
                        "Write `applies_to: [graph]` or `applies_to: [cluster]`.");
            }
        }
        return new PolicyEntry(name, file, List.copyOf(appliesTo));
    }

    private boolean checkId(Located id, String what) {
        if (GraphId.isValid(id.text())) {
            return true;
        }
        yaml.report(
                DiagnosticCode.INVALID_RESOURCE_ID,
                id.position(),
                "`" + id.text() + "` is no valid " + what + ".",
                "Use 1 to 64 of the characters A-Z, a-z, 0-9, `_` and `-`.");
        return false;
    }
}

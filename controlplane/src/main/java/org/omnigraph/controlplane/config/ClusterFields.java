package org.omnigraph.controlplane.config;

import java.util.Arrays;
import java.util.List;
import org.omnigraph.controlplane.config.FieldTable.Shape;
import org.omnigraph.state.ledger.OnRemove;

/// The field tables of `cluster.yaml` (cluster-contract.md §2).
final class ClusterFields {
    /// The one place where state can be kept.
    static final String STATE_BACKEND = "cluster";

    static final FieldTable METADATA =
            FieldTable.empty().optional("name", new Shape.Text(), "What the cluster is called.");

    static final FieldTable STATE = FieldTable.empty()
            .optional(
                    "backend", new Shape.OneOf(List.of(STATE_BACKEND)), "Where the ledger is kept: beside the graphs.")
            .optional("lock", new Shape.Flag(), "Whether commands that write take the lock (default: true).");

    static final FieldTable NAMED_QUERY =
            FieldTable.empty().required("file", new Shape.Text(), "The .gq file that declares the query.");

    static final FieldTable GRAPH = FieldTable.empty()
            .required("schema", new Shape.Text(), "The graph's .pg file, relative to the config folder.")
            .optional(
                    "queries",
                    new Shape.AnyOf(List.of(
                            new Shape.Text(), new Shape.Texts(true), new Shape.ById(new Shape.Fields(NAMED_QUERY)))),
                    "Stored queries: a folder, a list of .gq files, or a mapping from names to files.")
            .optional("protect", new Shape.Flag(), "True to refuse every plan that deletes the graph (default: false).")
            .optional(
                    "on_remove",
                    new Shape.OneOf(Arrays.stream(OnRemove.values())
                            .map(OnRemove::wireName)
                            .toList()),
                    "What happens to the graph when its declaration goes (default: delete).");

    static final FieldTable POLICY = FieldTable.empty()
            .required("file", new Shape.Text(), "The policy's file, relative to the config folder.")
            .required("applies_to", new Shape.Texts(false), "What the policy is bound to: graphs, or `cluster`.");

    static final FieldTable CLUSTER = FieldTable.empty()
            .required("version", new Shape.Version(1), "The version of this format.")
            .optional("metadata", new Shape.Fields(METADATA), "About the cluster.")
            .optional("storage", new Shape.Text(), "Where everything is stored: a path, file:// or s3://bucket/prefix.")
            .optional("state", new Shape.Fields(STATE), "How the ledger is kept.")
            .optional("graphs", new Shape.ById(new Shape.Fields(GRAPH)), "The graphs by id.")
            .optional("policies", new Shape.ById(new Shape.Fields(POLICY)), "The policies by name.");

    private ClusterFields() {}
}

package org.omnigraph.cli.query;

import org.omnigraph.catalog.address.GraphId;
import org.omnigraph.catalog.applied.ClusterSource;
import org.omnigraph.cli.shell.Refusal;
import org.omnigraph.cli.shell.Shell;
import org.omnigraph.controlplane.task.AppliedQueriesRequest;
import picocli.CommandLine.Option;

/// `--cluster` and `--graph`: a graph of an applied revision (cluster-contract.md §12).
final class AppliedGraphOption {
    @Option(
            names = "--cluster",
            paramLabel = "DIR|URI",
            required = true,
            description = "The cluster: its config folder, or its storage root as a file:// or s3:// URI.")
    String cluster = "";

    @Option(names = "--graph", paramLabel = "ID", required = true, description = "Which graph of the cluster.")
    String graph = "";

    /// @param needsLive whether it is an error if the live graph cannot be opened
    AppliedQueriesRequest request(Shell shell, boolean needsLive) {
        if (!GraphId.isValid(graph)) {
            throw Refusal.usage("`" + graph + "` is no graph's id", "Give --graph ID.");
        }
        return switch (ClusterSource.resolve(cluster, shell.workingFolder())) {
            case ClusterSource.Resolution.Unknown unknown -> throw Refusal.of(unknown.problem());
            case ClusterSource.Resolution.Found found ->
                new AppliedQueriesRequest(cluster, found.location(), new GraphId(graph), needsLive);
        };
    }
}

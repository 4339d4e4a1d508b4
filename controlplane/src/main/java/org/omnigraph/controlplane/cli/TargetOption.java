package org.omnigraph.controlplane.cli;

import org.jspecify.annotations.Nullable;
import org.omnigraph.controlplane.data.GraphClient;
import org.omnigraph.controlplane.data.GraphClients;
import org.omnigraph.controlplane.shell.Refusal;
import org.omnigraph.controlplane.shell.Shell;
import picocli.CommandLine.Option;

/// Which graph a data command is about: a root in storage, or one behind a server (cluster-contract.md §12). Nothing
/// is guessed from a URL's scheme.
final class TargetOption {
    @Option(names = "--store", paramLabel = "URI", description = "The graph's root: a path, file:// or s3://.")
    @Nullable
    String store;

    @Option(names = "--server", paramLabel = "URL", description = "Go through the server at this base URL.")
    @Nullable
    String server;

    @Option(names = "--graph", paramLabel = "ID", description = "Which graph of the server.")
    @Nullable
    String graph;

    /// Opens the graph.
    ///
    /// @param positional the address among the positional arguments; empty if there is none
    /// @param actor who acts on direct access; empty if unknown
    GraphClient open(String positional, String actor, Shell shell) {
        check(positional);
        String url = server;
        if (url != null) {
            return GraphClients.served(url, graph == null ? "" : graph, shell);
        }
        return GraphClients.direct(address(positional), actor, shell);
    }

    /// True if what is written lies on this machine's own file system.
    boolean isLocal(String positional, Shell shell) {
        check(positional);
        return server == null && GraphClients.isLocal(address(positional), shell);
    }

    /// True if an option names a graph.
    boolean isGiven() {
        return store != null || server != null || graph != null;
    }

    boolean isServed() {
        return server != null;
    }

    private String address(String positional) {
        String option = store;
        return option == null ? positional : option;
    }

    /// Refuses addresses that contradict each other, before any file is read.
    void check(String positional) {
        boolean stored = store != null;
        if (stored && (!positional.isEmpty() || server != null)) {
            throw Refusal.usage("--store is exclusive with a positional URI and --server", "Give one of them.");
        }
        if (server != null && !positional.isEmpty()) {
            throw Refusal.usage("--server is exclusive with a positional URI", "Give one of them.");
        }
        if (graph != null && server == null) {
            throw Refusal.usage("--graph needs --server", "A graph's root in storage needs no --graph.");
        }
        if (!stored && server == null && positional.isEmpty()) {
            throw Refusal.usage(
                    "no graph is named",
                    "Give its root, as in --store DIR/graphs/ID.omni, or --server URL --graph ID.");
        }
    }
}

package org.omnigraph.controlplane.data;

import org.omnigraph.controlplane.shell.Shell;
import org.omnigraph.state.store.ObjectStore;

/// Opens graphs for the data commands.
public final class GraphClients {
    private GraphClients() {}

    /// Opens a graph in its storage.
    ///
    /// @param address a path, `file://` or `s3://`
    /// @param actor who acts; empty if unknown
    /// @throws org.omnigraph.engine.api.GraphException if there is no graph that can be opened
    public static GraphClient direct(String address, String actor, Shell shell) {
        GraphAddress parsed = GraphAddress.parse(address, shell);
        ObjectStore store = shell.backends().openStore(parsed.storage());
        return DirectGraph.open(store, shell.backends().openEngine(), parsed.in(store), actor);
    }

    /// Reaches a graph through a server. The token is that of `OMNIGRAPH_BEARER_TOKEN`.
    ///
    /// @param url the server's base URL
    /// @param graph the graph's id on it
    public static GraphClient served(String url, String graph, Shell shell) {
        return ServedGraph.at(url, graph, shell.variable("OMNIGRAPH_BEARER_TOKEN"));
    }

    /// True if the address names this machine's own file system.
    public static boolean isLocal(String address, Shell shell) {
        return GraphAddress.parse(address, shell).isLocal();
    }
}

package org.omnigraph.cli.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;
import org.omnigraph.catalog.address.GraphId;
import org.omnigraph.catalog.schema.SchemaModel;
import org.omnigraph.cli.profile.Servers;
import org.omnigraph.cli.shell.Refusal;
import org.omnigraph.cli.shell.Shell;
import org.omnigraph.engine.api.GraphEngine;
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
        return DirectGraph.open(
                store,
                shell.backends().openEngine(),
                parsed.in(store),
                actor,
                () -> GraphInCluster.refuse(parsed, shell));
    }

    /// Makes an empty graph in its storage.
    ///
    /// @param address a path, `file://` or `s3://`; its last part, without `.omni`, is the graph's id
    /// @param announce told the graph's root before anything is written
    /// @return `{uri, graph_id, commit}`
    public static ObjectNode init(
            String address, SchemaModel schema, String actor, Consumer<String> announce, Shell shell) {
        GraphAddress parsed = GraphAddress.parse(address, shell);
        GraphInCluster.refuse(parsed, shell);
        try (ObjectStore store = shell.backends().openStore(parsed.storage());
                GraphEngine engine = shell.backends().openEngine()) {
            return GraphInit.run(engine, parsed.in(store), schema, actor, announce);
        }
    }

    /// Reaches a graph through a server.
    ///
    /// @param server its base URL, or its name in the operator's file
    /// @param graph the graph's id on it
    public static GraphClient served(String server, String graph, Shell shell) {
        if (!GraphId.isValid(graph)) {
            throw Refusal.usage("--server needs --graph with a graph's id", "Give --graph ID.");
        }
        return RemoteGraph.at(Servers.reach(server, shell), graph);
    }

    /// The graphs that a server serves, as it lists them.
    public static ObjectNode graphsOf(String server, Shell shell) {
        try (ServerCalls calls = new ServerCalls(Servers.reach(server, shell), "")) {
            return calls.object(calls.send(calls.request("/graphs", "").GET().build()));
        }
    }

    /// True if the address names this machine's own file system.
    public static boolean isLocal(String address, Shell shell) {
        return GraphAddress.parse(address, shell).isLocal();
    }
}

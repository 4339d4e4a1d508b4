package org.omnigraph.server;

import org.omnigraph.engine.api.GraphEngine;
import org.omnigraph.server.boot.ServedCluster;
import org.omnigraph.server.http.HttpServer;
import org.omnigraph.server.serve.Workbench;
import org.omnigraph.state.store.ObjectStore;

/// A server that listens, with everything it holds. Closing it stops accepting, lets requests in flight finish, then
/// releases the graphs, the engine and the store.
public record RunningServer(
        HttpServer http, ServedCluster cluster, Workbench bench, GraphEngine engine, ObjectStore store)
        implements AutoCloseable {
    @Override
    public void close() {
        http.close();
        cluster.close();
        bench.close();
        engine.close();
        store.close();
    }
}

package org.omnigraph.controlplane.cli;

import java.util.Map;
import org.omnigraph.controlplane.shell.Backends;
import org.omnigraph.engine.api.GraphEngine;
import org.omnigraph.state.store.ObjectStore;
import org.omnigraph.state.store.ObjectStores;
import org.omnigraph.state.store.StoreLocation;

/// The real stores and the real engine. The classes behind them are loaded only when a method is called.
final class ProcessBackends implements Backends {
    private final Map<String, String> environment;

    ProcessBackends(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public ObjectStore openStore(StoreLocation location) {
        return ObjectStores.open(location, environment);
    }

    @Override
    public GraphEngine openEngine() {
        throw new UnsupportedOperationException("wired when the engine is landed");
    }
}

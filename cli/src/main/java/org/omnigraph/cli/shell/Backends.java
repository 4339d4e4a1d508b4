package org.omnigraph.cli.shell;

import org.omnigraph.engine.api.GraphEngine;
import org.omnigraph.state.store.ObjectStore;
import org.omnigraph.state.store.StoreLocation;

/// Makes what is heavy, only when a command really needs it.
public interface Backends {
    /// Opens a store; the caller closes it.
    ///
    /// @throws org.omnigraph.state.store.StoreException if that fails
    ObjectStore openStore(StoreLocation location);

    /// Makes an engine; the caller closes it.
    GraphEngine openEngine();
}

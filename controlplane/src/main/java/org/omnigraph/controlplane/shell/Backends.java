package org.omnigraph.controlplane.shell;

import org.omnigraph.controlplane.config.StorageRoot;
import org.omnigraph.engine.api.GraphEngine;
import org.omnigraph.state.store.ObjectStore;

/// Makes what is heavy, only when a command really needs it.
public interface Backends {
    /// Opens a store; the caller closes it.
    ///
    /// @throws org.omnigraph.state.store.StoreException if that fails
    ObjectStore openStore(StorageRoot root);

    /// Makes an engine; the caller closes it.
    GraphEngine openEngine();
}

package org.omnigraph.controlplane.command;

import org.omnigraph.controlplane.config.StorageRoot;
import org.omnigraph.state.store.ObjectStore;

/// Opens the store of a cluster. The only place that knows how stores are configured.
@FunctionalInterface
public interface StoreOpener {
    /// Opens the store; the command closes it.
    ///
    /// @throws org.omnigraph.state.store.StoreException if that fails
    ObjectStore open(StorageRoot root);
}

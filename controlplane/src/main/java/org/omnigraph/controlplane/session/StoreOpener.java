package org.omnigraph.controlplane.session;

import org.omnigraph.state.store.ObjectStore;
import org.omnigraph.state.store.StoreLocation;

/// Opens the store of a cluster. The only place that knows how stores are configured.
@FunctionalInterface
public interface StoreOpener {
    /// Opens the store; the command closes it.
    ///
    /// @throws org.omnigraph.state.store.StoreException if that fails
    ObjectStore open(StoreLocation location);
}

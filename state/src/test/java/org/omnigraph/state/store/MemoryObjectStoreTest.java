package org.omnigraph.state.store;

import org.omnigraph.state.testing.MemoryObjectStore;

class MemoryObjectStoreTest extends ObjectStoreContract {
    @Override
    ObjectStore open() {
        return new MemoryObjectStore();
    }
}

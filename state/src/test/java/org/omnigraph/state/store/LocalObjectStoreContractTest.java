package org.omnigraph.state.store;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class LocalObjectStoreContractTest extends ObjectStoreContract {
    @TempDir
    Path folder;

    @Override
    ObjectStore open() {
        return LocalObjectStore.at(folder.resolve("root"));
    }
}

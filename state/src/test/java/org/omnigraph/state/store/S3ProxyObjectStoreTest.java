package org.omnigraph.state.store;

import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/// The contract on an S3 server in this process.
class S3ProxyObjectStoreTest extends ObjectStoreContract {
    private static S3ProxyServer server;

    @BeforeAll
    static void startServer() {
        server = S3ProxyServer.start();
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @Override
    ObjectStore open() {
        String uri = "s3://" + S3ProxyServer.BUCKET + "/run-" + UUID.randomUUID();
        return ObjectStores.open(StoreLocation.parse(uri, Path.of("")), server.environment());
    }

    @Override
    int rounds() {
        return 10;
    }

    @Override
    boolean isPutIfMatchAtomic() {
        return false;
    }
}

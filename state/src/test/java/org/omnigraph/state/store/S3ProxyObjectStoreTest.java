package org.omnigraph.state.store;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.omnigraph.state.testing.S3ProxyServer;

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
        return server.openStore("contract");
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

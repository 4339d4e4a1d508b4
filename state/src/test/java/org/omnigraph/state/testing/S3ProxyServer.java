package org.omnigraph.state.testing;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import org.omnigraph.state.store.ObjectStore;
import org.omnigraph.state.store.ObjectStores;
import org.omnigraph.state.store.StoreLocation;

/// An S3 server in this process, on a free loopback port, with its objects in memory.
public final class S3ProxyServer implements AutoCloseable {
    /// The one bucket that there is.
    public static final String BUCKET = "test-bucket";

    private final S3Proxy server;

    private S3ProxyServer(S3Proxy server) {
        this.server = server;
    }

    /// Starts a server of its own.
    public static S3ProxyServer start() {
        TransientNio2BlobStore blobs = new TransientNio2BlobStore();
        try {
            S3Proxy server = S3Proxy.builder()
                    .blobStore(blobs)
                    .endpoint(URI.create("http://127.0.0.1:0"))
                    .awsAuthentication(AuthenticationType.AWS_V4, "key", "secret")
                    .ignoreUnknownHeaders(true)
                    .build();
            server.start();
            assertCreated(blobs);
            return new S3ProxyServer(server);
        } catch (Exception e) {
            throw new IllegalStateException("s3proxy did not start", e);
        }
    }

    /// What a process's environment would say to reach this server.
    public Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        environment.put("AWS_ENDPOINT_URL_S3", "http://127.0.0.1:" + server.getPort());
        environment.put("AWS_ACCESS_KEY_ID", "key");
        environment.put("AWS_SECRET_ACCESS_KEY", "secret");
        return environment;
    }

    /// A new, empty store on this server.
    public ObjectStore openStore(String name) {
        StoreLocation location =
                StoreLocation.parse("s3://" + BUCKET + "/" + name + "-" + UUID.randomUUID(), Path.of(""));
        return ObjectStores.open(location, environment());
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("s3proxy did not stop", e);
        }
    }

    private static void assertCreated(TransientNio2BlobStore blobs) {
        if (blobs.createContainer(BUCKET) == null) {
            throw new IllegalStateException("no bucket");
        }
    }
}

package org.omnigraph.state.testing;

import java.nio.file.Path;
import java.util.UUID;
import org.omnigraph.state.store.ObjectStore;
import org.omnigraph.state.store.ObjectStores;
import org.omnigraph.state.store.StoreLocation;
import org.omnigraph.state.store.TestBuckets;
import org.opentest4j.TestAbortedException;

/// A real S3 server, where the environment names one: the standard `AWS_*` variables say where it is, and
/// `OMNIGRAPH_TEST_S3_BUCKET` which bucket tests may fill.
public final class RealS3 {
    /// Names the bucket.
    public static final String BUCKET_VARIABLE = "OMNIGRAPH_TEST_S3_BUCKET";

    private static boolean isBucketMade;

    private RealS3() {}

    /// A new, empty store; skips the test, loudly, if there is no server.
    public static ObjectStore openStore(String name) {
        return ObjectStores.open(StoreLocation.parse(newRoot(name), Path.of("")), System.getenv());
    }

    /// The URI of a new, empty place; skips the test, loudly, if there is no server.
    public static String newRoot(String name) {
        String bucket = System.getenv().getOrDefault(BUCKET_VARIABLE, "");
        if (bucket.isEmpty()) {
            Report.count("real S3 server (" + name + ")", "SKIPPED, " + BUCKET_VARIABLE + " is not set");
            throw new TestAbortedException("no real S3 server: " + BUCKET_VARIABLE + " is not set");
        }
        makeBucket(bucket);
        return "s3://" + bucket + "/" + name + "-" + UUID.randomUUID();
    }

    /// Classes run side by side, so whoever comes second waits until the bucket is there.
    private static synchronized void makeBucket(String bucket) {
        if (!isBucketMade) {
            TestBuckets.create(bucket, System.getenv());
            isBucketMade = true;
        }
    }
}

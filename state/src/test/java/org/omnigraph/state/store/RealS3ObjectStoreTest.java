package org.omnigraph.state.store;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.UUID;

/// The contract on a real S3 server, where the environment names one (`/work/shared/tools/ceph-s3 up` starts Ceph).
class RealS3ObjectStoreTest extends ObjectStoreContract {
    static final String BUCKET_VARIABLE = "OMNIGRAPH_TEST_S3_BUCKET";

    @Override
    ObjectStore open() {
        return openReal("contract");
    }

    @Override
    int rounds() {
        return 20;
    }

    /// A new, empty prefix of the real bucket; skips the test, loudly, if there is none.
    static ObjectStore openReal(String what) {
        String bucket = System.getenv().getOrDefault(BUCKET_VARIABLE, "");
        assumeTrue(!bucket.isEmpty(), "SKIPPED, no real S3 server: " + BUCKET_VARIABLE + " is not set");
        String uri = "s3://" + bucket + "/" + what + "-" + UUID.randomUUID();
        return ObjectStores.open(StoreLocation.parse(uri, Path.of("")), System.getenv());
    }
}

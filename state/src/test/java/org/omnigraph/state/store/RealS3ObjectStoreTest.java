package org.omnigraph.state.store;

import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.omnigraph.state.testing.RealS3;

/// The contract on a real S3 server, where the environment names one (`/work/shared/tools/ceph-s3 up` starts Ceph).
@EnabledIfEnvironmentVariable(
        named = RealS3.BUCKET_VARIABLE,
        matches = ".+",
        disabledReason = "no real S3 server is named; `ceph-s3 up` starts one")
class RealS3ObjectStoreTest extends ObjectStoreContract {
    @Override
    ObjectStore open() {
        return RealS3.openStore("contract");
    }

    @Override
    int rounds() {
        return 20;
    }
}

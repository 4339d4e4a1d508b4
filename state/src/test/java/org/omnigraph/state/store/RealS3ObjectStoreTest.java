package org.omnigraph.state.store;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.omnigraph.state.testing.RealS3;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// The contract on a real S3 server, where the environment names one (`/work/shared/tools/ceph-s3 up` starts Ceph).
@EnabledIfEnvironmentVariable(
        named = RealS3.BUCKET_VARIABLE,
        matches = ".+",
        disabledReason = "no real S3 server is named; `ceph-s3 up` starts one")
class RealS3ObjectStoreTest extends ObjectStoreContract {
    @BeforeAll
    static void createBucket() {
        String bucket = System.getenv().getOrDefault(RealS3.BUCKET_VARIABLE, "");
        if (bucket.isEmpty()) {
            return;
        }
        try (S3Client client = S3Clients.open(S3Settings.of(System.getenv()))) {
            client.createBucket(request -> request.bucket(bucket));
        } catch (S3Exception e) {
            if (e.statusCode() != 409) {
                throw e; // 409: it is there
            }
        }
    }

    @Override
    ObjectStore open() {
        return RealS3.openStore("contract");
    }

    @Override
    int rounds() {
        return 20;
    }
}

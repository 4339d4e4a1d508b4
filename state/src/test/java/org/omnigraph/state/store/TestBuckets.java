package org.omnigraph.state.store;

import java.util.Map;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// Buckets for tests; the product itself never makes any.
public final class TestBuckets {
    private static final int CONFLICT = 409;

    private TestBuckets() {}

    /// Makes sure that the server of `environment` has the bucket.
    public static void create(String bucket, Map<String, String> environment) {
        try (S3Client client = S3Clients.open(S3Settings.of(environment))) {
            client.createBucket(request -> request.bucket(bucket));
        } catch (S3Exception e) {
            if (e.statusCode() != CONFLICT) {
                throw e;
            }
            // It is there.
        }
    }
}

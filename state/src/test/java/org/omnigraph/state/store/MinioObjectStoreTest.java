package org.omnigraph.state.store;

import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.omnigraph.state.testing.Report;
import org.opentest4j.TestAbortedException;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/// The contract on MinIO, where Docker runs.
class MinioObjectStoreTest extends ObjectStoreContract {
    private static final DockerImageName IMAGE = DockerImageName.parse("minio/minio:RELEASE.2025-09-07T16-13-09Z");
    private static final int PORT = 9000;
    private static final String BUCKET = "contract";
    private static final String USER = "minio-test";
    private static final String PASSWORD = "minio-test-password";

    private static final GenericContainer<?> MINIO = new GenericContainer<>(IMAGE)
            .withCommand("server", "/data")
            .withEnv("MINIO_ROOT_USER", USER)
            .withEnv("MINIO_ROOT_PASSWORD", PASSWORD)
            .withExposedPorts(PORT)
            .waitingFor(Wait.forHttp("/minio/health/ready").forPort(PORT));

    @BeforeAll
    static void start() {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            Report.count("MinIO (contract)", "SKIPPED, no Docker daemon answers");
            throw new TestAbortedException("MinIO needs a Docker daemon");
        }
        MINIO.start();
        TestBuckets.create(BUCKET, environment());
    }

    @AfterAll
    static void stop() {
        MINIO.stop();
    }

    @Override
    ObjectStore open() {
        String root = "s3://" + BUCKET + "/" + UUID.randomUUID();
        return ObjectStores.open(StoreLocation.parse(root, Path.of("")), environment());
    }

    @Override
    int rounds() {
        return 20;
    }

    private static Map<String, String> environment() {
        return Map.of(
                "AWS_ENDPOINT_URL_S3",
                "http://" + MINIO.getHost() + ":" + MINIO.getMappedPort(PORT),
                "AWS_ACCESS_KEY_ID",
                USER,
                "AWS_SECRET_ACCESS_KEY",
                PASSWORD);
    }
}

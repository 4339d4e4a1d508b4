package org.omnigraph.state.store;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.omnigraph.state.time.Sleeper;

/// The real S3 store with little patience: it takes a silent server for dead after a moment, and does not wait
/// between its tries.
public final class ImpatientS3 {
    private static final Duration SILENCE_MAX = Duration.ofMillis(400);

    private ImpatientS3() {}

    /// A new, empty store in `bucket`.
    public static ObjectStore open(Map<String, String> environment, String bucket, String name, long seed) {
        StoreLocation location =
                StoreLocation.parse("s3://" + bucket + "/" + name + "-" + UUID.randomUUID(), Path.of(""));
        if (!(location instanceof StoreLocation.S3 root)) {
            throw new IllegalArgumentException("not on S3: " + location);
        }
        Sleeper noPause = pause -> {};
        return new S3ObjectStore(
                S3Clients.open(S3Settings.of(environment), SILENCE_MAX), root, noPause, new Random(seed));
    }
}

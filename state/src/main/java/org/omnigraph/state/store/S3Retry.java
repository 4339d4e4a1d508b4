package org.omnigraph.state.store;

import java.time.Duration;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.time.Sleeper;
import software.amazon.awssdk.core.exception.SdkException;

/// A bounded number of tries with full jitter between them. Safe for use by many threads.
final class S3Retry {
    static final int TRIES_MAX = 5;

    private static final long FIRST_PAUSE_MILLIS_MAX = 100;
    private static final long PAUSE_MILLIS_MAX = 3_000;

    private final Sleeper sleeper;
    private final RandomGenerator random;

    S3Retry(Sleeper sleeper, RandomGenerator random) {
        this.sleeper = sleeper;
        this.random = random;
    }

    /// Runs a request that may be repeated without harm. An absent object is `ifAbsent`'s value.
    ///
    /// @throws StoreException if the store refused, or the tries are used up
    <T> T repeatable(String location, Supplier<T> request, Supplier<T> ifAbsent) {
        String reason = "";
        for (int attempt = 1; attempt <= TRIES_MAX; attempt++) {
            try {
                return request.get();
            } catch (SdkException e) {
                switch (S3Failure.of(e)) {
                    case S3Failure.Absent absent -> {
                        return ifAbsent.get();
                    }
                    case S3Failure.Refused refused ->
                        throw new StoreException(refused.code(), location, refused.reason(), e);
                    case S3Failure.ConditionFailed failed ->
                        throw new StoreException(
                                DiagnosticCode.STORE_IO_ERROR, location, "the store answered 412 unasked", e);
                    case S3Failure.NotSent notSent -> reason = notSent.reason();
                    case S3Failure.Doubtful doubtful -> reason = doubtful.reason();
                }
            }
            pause(attempt, location);
        }
        throw new StoreException(
                DiagnosticCode.STORE_UNREACHABLE, location, "gave up after " + TRIES_MAX + " tries: " + reason);
    }

    /// Waits before the try after `attempt`; not at all after the last one.
    ///
    /// @throws StoreException if the thread is interrupted
    void pause(int attempt, String location) {
        if (attempt >= TRIES_MAX) {
            return;
        }
        long most = Math.min(PAUSE_MILLIS_MAX, FIRST_PAUSE_MILLIS_MAX << (attempt - 1));
        try {
            sleeper.sleep(Duration.ofMillis(random.nextLong(most + 1)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException(DiagnosticCode.STORE_UNREACHABLE, location, "interrupted while waiting", e);
        }
    }
}

package org.omnigraph.server.serve;

import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.omnigraph.engine.work.RecentDuration;
import org.omnigraph.server.auth.Caller;

/// Per-actor admission of writes, process-wide (http-api.md §6): requests in flight and estimated bytes in flight,
/// both judged at once. Who is refused is told when to try again, worked out from how long writes took lately. Safe
/// for many threads.
public final class Admission {
    private record Usage(int requests, long bytes) {
        static final Usage NONE = new Usage(0, 0);
    }

    /// Ends with its request, however that ends.
    public final class Permit implements AutoCloseable {
        private final String key;
        private final long beganNanos = nanoTime.getAsLong();
        private long bytes;
        private boolean open = true;

        private Permit(String key) {
            this.key = key;
        }

        /// Counts more bytes in; an [ApiException] with 429 if the actor is over the limit.
        ///
        /// @param more what the write is estimated to hold
        public void hold(long more) {
            synchronized (usages) {
                Usage usage = usages.getOrDefault(key, Usage.NONE);
                if (usage.bytes + more > bytesMax) {
                    throw refused("the writes of this actor in flight hold too many bytes already");
                }
                bytes += more;
                usages.put(key, new Usage(usage.requests, usage.bytes + more));
            }
        }

        @Override
        public void close() {
            synchronized (usages) {
                if (open) {
                    open = false;
                    recent.add(nanoTime.getAsLong() - beganNanos);
                    Usage usage = usages.getOrDefault(key, Usage.NONE);
                    Usage less = new Usage(usage.requests - 1, usage.bytes - bytes);
                    if (less.requests <= 0) {
                        usages.remove(key);
                    } else {
                        usages.put(key, less);
                    }
                }
            }
        }
    }

    private final int requestsMax;
    private final long bytesMax;
    private final LongSupplier nanoTime;
    private final Map<String, Usage> usages = new HashMap<>();
    private final RecentDuration recent = new RecentDuration(1_000_000_000);

    /// @param requestsMax writes of one actor in flight
    /// @param bytesMax estimated bytes of one actor's writes in flight
    /// @param nanoTime a clock like [System#nanoTime]
    public Admission(int requestsMax, long bytesMax, LongSupplier nanoTime) {
        this.requestsMax = requestsMax;
        this.bytesMax = bytesMax;
        this.nanoTime = nanoTime;
    }

    /// Lets a write in, before its body is read; an [ApiException] with 429 if the actor is over a limit.
    public Permit admit(Caller caller) {
        String key = caller.admissionKey();
        synchronized (usages) {
            Usage usage = usages.getOrDefault(key, Usage.NONE);
            if (usage.requests + 1 > requestsMax) {
                throw refused(requestsMax + " writes of this actor are in flight already");
            }
            usages.put(key, new Usage(usage.requests + 1, usage.bytes));
        }
        return new Permit(key);
    }

    /// About when one of the writes under way will have ended. Under the lock.
    private ApiException refused(String reason) {
        long retry = recent.retrySeconds(1);
        return ApiError.of(429, ApiError.TOO_MANY_REQUESTS, reason + "; try again in " + retry + " s")
                .withHeader("Retry-After", Long.toString(retry))
                .exception();
    }
}

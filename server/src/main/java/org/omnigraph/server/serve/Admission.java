package org.omnigraph.server.serve;

import java.util.HashMap;
import java.util.Map;
import org.omnigraph.server.auth.Caller;

/// Per-actor admission of writes, process-wide (http-api.md §6): requests in flight and estimated bytes in flight,
/// both judged at once. Safe for many threads.
public final class Admission {
    private record Usage(int requests, long bytes) {
        static final Usage NONE = new Usage(0, 0);
    }

    /// Ends with its request, however that ends.
    public final class Permit implements AutoCloseable {
        private final String key;
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
    private final Map<String, Usage> usages = new HashMap<>();

    public Admission(int requestsMax, long bytesMax) {
        this.requestsMax = requestsMax;
        this.bytesMax = bytesMax;
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

    private static ApiException refused(String reason) {
        return ApiError.of(429, ApiError.TOO_MANY_REQUESTS, reason + "; try again later")
                .withHeader("Retry-After", "60")
                .exception();
    }
}

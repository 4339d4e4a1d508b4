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
        private final long bytes;
        private boolean open = true;

        private Permit(String key, long bytes) {
            this.key = key;
            this.bytes = bytes;
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

    /// Lets the write in; an [ApiException] with 429 if the actor is over a limit.
    ///
    /// @param bytes what the write is estimated to hold
    public Permit admit(Caller caller, long bytes) {
        String key = caller.admissionKey();
        synchronized (usages) {
            Usage usage = usages.getOrDefault(key, Usage.NONE);
            if (usage.requests + 1 > requestsMax) {
                throw refused(requestsMax + " writes of this actor are in flight already");
            }
            if (usage.bytes + bytes > bytesMax) {
                throw refused("the writes of this actor in flight hold too many bytes already");
            }
            usages.put(key, new Usage(usage.requests + 1, usage.bytes + bytes));
        }
        return new Permit(key, bytes);
    }

    private static ApiException refused(String reason) {
        return ApiError.of(429, ApiError.TOO_MANY_REQUESTS, reason + "; try again later")
                .withHeader("Retry-After", "60")
                .exception();
    }
}

package org.omnigraph.server.serve;

import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The limits that the environment can move (http-api.md §6).
///
/// @param actorRequestsMax writes of one actor in flight
/// @param actorBytesMax estimated bytes of one actor's writes in flight
public record ServerLimits(int actorRequestsMax, long actorBytesMax) {
    /// What a JSON body may hold, in bytes.
    public static final long JSON_BYTES_MAX = 1_048_576;

    /// What the body of a load may hold, in bytes.
    public static final long LOAD_BYTES_MAX = 33_554_432;

    private static final Logger LOG = LoggerFactory.getLogger(ServerLimits.class);
    private static final int REQUESTS_DEFAULT = 16;
    private static final long BYTES_DEFAULT = 4_294_967_296L;

    /// Reads the variables; a number that cannot be read is warned of, and the default applies.
    public static ServerLimits from(Map<String, String> environment) {
        long requests = number(environment, "OMNIGRAPH_PER_ACTOR_INFLIGHT_MAX", REQUESTS_DEFAULT, Integer.MAX_VALUE);
        long bytes = number(environment, "OMNIGRAPH_PER_ACTOR_BYTES_MAX", BYTES_DEFAULT, Long.MAX_VALUE);
        return new ServerLimits((int) requests, bytes);
    }

    private static long number(Map<String, String> environment, String name, long otherwise, long max) {
        String text = environment.getOrDefault(name, "").strip();
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            long value = Long.parseLong(text);
            if (value >= 1 && value <= max) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Told below, with the same words as a number out of range.
        }
        LOG.warn("{} is not a usable number; {} applies", name, otherwise);
        return otherwise;
    }
}

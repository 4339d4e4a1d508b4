package org.omnigraph.server;

import java.time.Duration;
import java.util.Map;
import org.omnigraph.server.http.HttpOptions;

/// What the command line and the environment ask for (http-api.md §1, §15).
///
/// @param cluster a storage root URI or a config folder; never blank
/// @param leaving how long the way out may last
/// @param queryTimeout until the deadline of a request; loads have ten times that
/// @param environment the variables that were given, for the token sources and the limits
public record ServerOptions(
        String cluster,
        HttpOptions http,
        boolean unauthenticated,
        boolean allowDegraded,
        Departure.Times leaving,
        Duration queryTimeout,
        Map<String, String> environment) {
    public ServerOptions {
        environment = Map.copyOf(environment);
    }
}

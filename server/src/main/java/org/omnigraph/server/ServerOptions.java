package org.omnigraph.server;

import java.util.Map;

/// What the command line and the environment ask for (http-api.md §1).
///
/// @param cluster a storage root URI or a config folder; never blank
/// @param environment the variables that were given, for the token sources and the limits
public record ServerOptions(
        String cluster,
        String host,
        int port,
        boolean unauthenticated,
        boolean allowDegraded,
        Map<String, String> environment) {
    public ServerOptions {
        environment = Map.copyOf(environment);
    }
}

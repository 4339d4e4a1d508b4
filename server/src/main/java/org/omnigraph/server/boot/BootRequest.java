package org.omnigraph.server.boot;

import java.util.Map;

/// What a boot may decide by.
///
/// @param unauthenticated consent to run open
/// @param allowDegraded serve the healthy graphs when one cannot be served
/// @param environment the variables, for the token sources
public record BootRequest(boolean unauthenticated, boolean allowDegraded, Map<String, String> environment) {
    public BootRequest {
        environment = Map.copyOf(environment);
    }
}

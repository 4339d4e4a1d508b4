package org.omnigraph.cli.quickstart;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/// What the run did.
///
/// @param folder where the copy is, or was
/// @param folderKept true if it is still there
/// @param serverAddress host and port
/// @param serverPid of the server if it still runs, else -1
/// @param token of the actor `demo`; empty once the server is stopped
/// @param answer what the server answered to the stored query
public record QuickstartReport(
        String folder,
        boolean folderKept,
        String serverAddress,
        long serverPid,
        String token,
        String query,
        JsonNode answer,
        List<Step> steps,
        long totalMillis) {
    public QuickstartReport {
        steps = List.copyOf(steps);
    }

    /// One step that succeeded.
    public record Step(String title, String command, List<String> results, long millis) {
        public Step {
            results = List.copyOf(results);
        }
    }
}

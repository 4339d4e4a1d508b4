package org.omnigraph.cli.cluster;

import java.util.stream.Collectors;
import org.omnigraph.controlplane.plan.PendingRecoveries;

/// What waits for recovery, in words; the diagnostics say of each what to do.
final class Waiting {
    private Waiting() {}

    /// A sentence without its full stop, in small letters.
    static String sentence(PendingRecoveries pending) {
        if (pending.graphs().isEmpty()) {
            return "a recovery record names no graph, or cannot be read";
        }
        return "an interrupted change of "
                + pending.graphs().stream()
                        .map(graph -> "graph." + graph)
                        .sorted()
                        .collect(Collectors.joining(", "))
                + " waits for recovery";
    }
}

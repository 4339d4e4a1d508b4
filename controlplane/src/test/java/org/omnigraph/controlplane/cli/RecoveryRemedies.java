package org.omnigraph.controlplane.cli;

import java.util.List;

/// Remedies.
final class RecoveryRemedies {
    private RecoveryRemedies() {}

    static List<RemedyRow> rows() {
        return List.of();
    }
}

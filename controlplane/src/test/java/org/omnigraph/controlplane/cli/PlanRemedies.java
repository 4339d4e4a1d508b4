package org.omnigraph.controlplane.cli;

import java.util.List;

/// Remedies.
final class PlanRemedies {
    private PlanRemedies() {}

    static List<RemedyRow> rows() {
        return List.of();
    }
}

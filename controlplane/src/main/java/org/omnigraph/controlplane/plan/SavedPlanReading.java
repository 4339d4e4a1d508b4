package org.omnigraph.controlplane.plan;

import org.omnigraph.state.diagnostic.Diagnostic;

/// What a file that should hold a saved plan holds.
public sealed interface SavedPlanReading {
    /// A plan, as it was written.
    record Valid(SavedPlan plan) implements SavedPlanReading {}

    /// Something else; the problem says what.
    record Refused(Diagnostic problem) implements SavedPlanReading {}
}

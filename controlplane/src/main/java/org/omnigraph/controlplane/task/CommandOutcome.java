package org.omnigraph.controlplane.task;

import java.util.List;
import org.omnigraph.state.diagnostic.Diagnostic;

/// What every cluster command reports (cluster-contract.md §3, "JSON outputs"). In all outcomes an empty string, an
/// empty map or -1 stands for what JSON leaves out.
public sealed interface CommandOutcome
        permits ValidateOutcome,
                PlanOutcome,
                ApplyOutcome,
                StatusOutcome,
                ObserveOutcome,
                ApproveOutcome,
                ForceUnlockOutcome,
                HistoryOutcome,
                HistoryShowOutcome,
                DriftOutcome,
                ReplayOutcome,
                RollbackOutcome,
                DoctorOutcome {

    /// The config folder as it was given.
    String configDir();

    /// Everything that was found, errors and warnings, in the order of finding.
    List<Diagnostic> diagnostics();

    /// True if no diagnostic is an error.
    default boolean ok() {
        return diagnostics().stream().noneMatch(Diagnostic::isError);
    }
}

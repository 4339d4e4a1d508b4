package org.omnigraph.controlplane.task;

import java.util.List;
import org.omnigraph.controlplane.health.HealthCheck;
import org.omnigraph.controlplane.health.HealthStatus;
import org.omnigraph.state.diagnostic.Diagnostic;

/// What `doctor` saw.
///
/// @param checks in the order of looking; what could not be looked at is not among them
/// @param repairs what `--fix` did, in words
/// @param diagnostics those of the repairs and of all checks
public record DoctorOutcome(
        String configDir, List<HealthCheck> checks, List<String> repairs, List<Diagnostic> diagnostics)
        implements CommandOutcome {
    public DoctorOutcome {
        checks = List.copyOf(checks);
        repairs = List.copyOf(repairs);
        diagnostics = List.copyOf(diagnostics);
    }

    /// The worst of all checks.
    public HealthStatus status() {
        return checks.stream().map(HealthCheck::status).reduce(HealthStatus.HEALTHY, HealthStatus::or);
    }
}

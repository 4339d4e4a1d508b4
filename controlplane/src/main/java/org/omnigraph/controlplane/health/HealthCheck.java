package org.omnigraph.controlplane.health;

import java.util.List;
import org.omnigraph.controlplane.session.Failures;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.store.StoreException;

/// One thing that was looked at.
///
/// @param name what: `config`, `store`, `ledger`, …; frozen, scripts select by it
/// @param message what was seen, a phrase for people
/// @param problems the reasons for a status that is not healthy
public record HealthCheck(String name, HealthStatus status, String message, List<Diagnostic> problems) {
    public HealthCheck {
        problems = List.copyOf(problems);
    }

    static HealthCheck healthy(String name, String message) {
        return new HealthCheck(name, HealthStatus.HEALTHY, message, List.of());
    }

    static HealthCheck of(String name, HealthStatus status, String message, Diagnostic problem) {
        return new HealthCheck(name, status, message, List.of(problem));
    }

    /// What a store's failure means for the thing that was being looked at.
    static HealthCheck failed(String name, StoreException failure) {
        boolean damaged = failure.code() == DiagnosticCode.STORE_OBJECT_TOO_LARGE
                || failure.code() == DiagnosticCode.INVALID_REVISION_RECORD;
        return of(
                name,
                damaged ? HealthStatus.CORRUPT : HealthStatus.UNREACHABLE,
                damaged ? "cannot be read" : "the store does not give it",
                Failures.of(failure));
    }
}

package org.omnigraph.controlplane.health;

import java.util.ArrayList;
import java.util.List;
import org.omnigraph.controlplane.approve.Approvals;
import org.omnigraph.controlplane.recover.Sweep;
import org.omnigraph.controlplane.session.ClusterSession;
import org.omnigraph.state.approval.Approval;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.diagnostic.Severity;
import org.omnigraph.state.ledger.LedgerReading;
import org.omnigraph.state.ledger.LedgerSnapshot;
import org.omnigraph.state.lock.LockObservation;
import org.omnigraph.state.lock.LockRecord;

/// Looks at the ledger and what stands beside it: lock, recovery records, approvals.
final class LedgerHealth {
    private final ClusterSession session;

    LedgerHealth(ClusterSession session) {
        this.session = session;
    }

    HealthCheck ledger(LedgerReading reading) {
        return switch (reading) {
            case LedgerReading.Refused(Diagnostic problem) ->
                HealthCheck.of("ledger", HealthStatus.CORRUPT, "must not be used", problem);
            case LedgerReading.Usable(LedgerSnapshot snapshot) -> usable(snapshot);
        };
    }

    private HealthCheck usable(LedgerSnapshot snapshot) {
        String revision = "revision " + snapshot.revision();
        return switch (snapshot.base().kind()) {
            case NONE ->
                HealthCheck.of(
                        "ledger",
                        HealthStatus.MISSING,
                        "there is none yet",
                        Diagnostic.of(
                                DiagnosticCode.STATE_NOT_FOUND,
                                session.location("state.json"),
                                "The cluster has no ledger yet: nothing was applied."));
            case IN_STEP -> HealthCheck.healthy("ledger", revision + ", state.json in step with the log");
            case ADOPTABLE ->
                new HealthCheck(
                        "ledger",
                        HealthStatus.DEGRADED,
                        revision + ", without a log of revisions",
                        snapshot.warnings());
            case BEHIND ->
                new HealthCheck(
                        "ledger", HealthStatus.STALE, revision + ", state.json behind the log", snapshot.warnings());
            case EDITED ->
                new HealthCheck(
                        "ledger", HealthStatus.DEGRADED, revision + ", state.json edited by hand", snapshot.warnings());
        };
    }

    static HealthCheck lock(LockObservation lock) {
        return switch (lock) {
            case LockObservation.Free free -> HealthCheck.healthy("lock", "free");
            case LockObservation.Unreadable(Diagnostic problem) ->
                HealthCheck.of("lock", HealthStatus.CORRUPT, "something that is no lock stands there", problem);
            case LockObservation.Held(LockRecord holder, long age) ->
                HealthCheck.of(
                        "lock",
                        HealthStatus.DEGRADED,
                        "held by `" + holder.operation() + "`" + (age < 0 ? "" : " for " + age + " s"),
                        Diagnostic.of(
                                        DiagnosticCode.STATE_LOCK_HELD,
                                        "__cluster/lock.json",
                                        "`" + holder.operation() + "` (process " + holder.pid()
                                                + ") holds the state lock " + holder.lockId() + ".")
                                .withHelp("If it is certainly dead: `omnigraph cluster force-unlock " + holder.lockId()
                                        + "`.")
                                .withSeverity(Severity.WARNING));
        };
    }

    HealthCheck recoveries() {
        List<Diagnostic> problems = new ArrayList<>();
        Sweep.pending(session.sidecars().list(), problems);
        return counted("recoveries", problems, "none pending", "wait for recovery");
    }

    HealthCheck approvals() {
        List<Diagnostic> problems = new ArrayList<>();
        List<Approval> approvals = Approvals.read(session, problems);
        long open =
                approvals.stream().filter(approval -> !approval.isConsumed()).count();
        return counted("approvals", problems, open + " not used yet", "cannot be read");
    }

    private static HealthCheck counted(String name, List<Diagnostic> problems, String healthy, String otherwise) {
        return problems.isEmpty()
                ? HealthCheck.healthy(name, healthy)
                : new HealthCheck(name, HealthStatus.DEGRADED, problems.size() + " " + otherwise, problems);
    }
}

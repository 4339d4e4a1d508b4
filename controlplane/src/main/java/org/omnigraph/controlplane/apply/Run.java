package org.omnigraph.controlplane.apply;

import java.util.List;
import java.util.Optional;
import org.omnigraph.controlplane.config.DesiredCluster;
import org.omnigraph.controlplane.edit.LedgerEdit;
import org.omnigraph.controlplane.session.ClusterSession;
import org.omnigraph.controlplane.session.LockHold;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.diagnostic.DiagnosticCode;

/// What the steps of one run share, and whether the run may go on.
final class Run {
    private final ClusterSession session;
    private final LockHold hold;
    private final DesiredCluster desired;
    private final LedgerEdit edit;
    private final Fates fates;
    private final List<Diagnostic> diagnostics;
    private final String actor;
    private final String stateCas;
    private final boolean keepGoing;
    private boolean failed;
    private boolean interrupted;
    private boolean lost;

    Run(
            ClusterSession session,
            LockHold hold,
            DesiredCluster desired,
            LedgerEdit edit,
            Fates fates,
            List<Diagnostic> diagnostics,
            String actor,
            String stateCas,
            boolean keepGoing) {
        this.session = session;
        this.hold = hold;
        this.desired = desired;
        this.edit = edit;
        this.fates = fates;
        this.diagnostics = diagnostics;
        this.actor = actor;
        this.stateCas = stateCas;
        this.keepGoing = keepGoing;
    }

    ClusterSession session() {
        return session;
    }

    DesiredCluster desired() {
        return desired;
    }

    LedgerEdit edit() {
        return edit;
    }

    Fates fates() {
        return fates;
    }

    String actor() {
        return actor;
    }

    String stateCas() {
        return stateCas;
    }

    void report(Diagnostic diagnostic) {
        diagnostics.add(diagnostic);
    }

    List<Diagnostic> diagnostics() {
        return diagnostics;
    }

    /// A step failed: without `--keep-going` no graph is moved any more, and no graph is deleted in any case.
    void fail() {
        failed = true;
    }

    boolean isFailed() {
        return failed;
    }

    /// True if graphs may still be made and migrated.
    boolean mayMove() {
        return !failed || keepGoing;
    }

    /// True if a person asked the run to stop.
    boolean isInterrupted() {
        return interrupted;
    }

    /// True if the lock was lost: nothing may be touched any more, the ledger neither.
    boolean isLost() {
        return lost;
    }

    /// Asked before each step.
    boolean mayGoOn() {
        if (!interrupted && session.cancellation().isRequested()) {
            interrupted = true;
            report(Diagnostic.of(
                    DiagnosticCode.INTERRUPTED,
                    "",
                    "The run was stopped; what was done is recorded, what was not is listed."));
        }
        return !interrupted && !lost;
    }

    /// Asked before each step that moves a graph.
    boolean stillHoldsLock() {
        if (!lost) {
            Optional<Diagnostic> problem = hold.lost();
            problem.ifPresent(diagnostics::add);
            lost = problem.isPresent();
        }
        return !lost;
    }
}

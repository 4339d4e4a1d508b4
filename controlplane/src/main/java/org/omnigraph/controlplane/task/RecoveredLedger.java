package org.omnigraph.controlplane.task;

import java.util.List;
import java.util.Optional;
import org.omnigraph.controlplane.edit.LedgerEdit;
import org.omnigraph.controlplane.recover.Sweep;
import org.omnigraph.controlplane.recover.SweepResult;
import org.omnigraph.controlplane.session.ClusterSession;
import org.omnigraph.controlplane.session.LedgerWriter;
import org.omnigraph.controlplane.session.LockHold;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.ledger.LedgerSnapshot;

/// The ledger after the recovery sweep: what a command that changes it begins with.
record RecoveredLedger(LedgerSnapshot ledger, SweepResult sweep) {

    /// Brings the head up to the log, sweeps and publishes what was found; nothing if that could not be recorded.
    static Optional<RecoveredLedger> of(
            ClusterSession session, LockHold hold, LedgerSight read, String actor, List<Diagnostic> diagnostics) {
        LedgerSnapshot ledger = session.ledger().advanceHead(read.ledger());
        LedgerEdit recovered = new LedgerEdit(ledger.state());
        SweepResult sweep = Sweep.run(session, read.recoveries(), recovered, diagnostics);
        if (recovered.isChanged()) {
            Optional<LedgerSnapshot> published =
                    LedgerWriter.publish(session, hold, ledger, recovered.build(), "recover", actor, diagnostics);
            if (published.isEmpty()) {
                return Optional.empty();
            }
            ledger = published.get();
        }
        Sweep.settle(session, sweep, diagnostics);
        return Optional.of(new RecoveredLedger(ledger, sweep));
    }
}

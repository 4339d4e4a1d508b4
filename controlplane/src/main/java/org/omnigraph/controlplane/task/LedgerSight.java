package org.omnigraph.controlplane.task;

import java.util.List;
import org.omnigraph.state.ledger.LedgerSnapshot;
import org.omnigraph.state.recovery.SidecarEntry;

/// The ledger and what waits beside it for recovery, as one command saw them.
record LedgerSight(LedgerSnapshot ledger, List<SidecarEntry> recoveries) {
    LedgerSight {
        recoveries = List.copyOf(recoveries);
    }
}

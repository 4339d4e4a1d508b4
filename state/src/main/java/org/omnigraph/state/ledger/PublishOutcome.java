package org.omnigraph.state.ledger;

import java.util.List;
import org.omnigraph.state.diagnostic.Diagnostic;

/// What became of a publish. Only [Lost] is a known failure, after which a command may clean up.
public sealed interface PublishOutcome {

    /// The state is committed, durably. `snapshot` is the ledger as it now stands; `warnings` may hold
    /// `state_head_behind`.
    record Published(LedgerSnapshot snapshot, List<Diagnostic> warnings) implements PublishOutcome {
        public Published {
            warnings = List.copyOf(warnings);
        }

        public long revision() {
            return snapshot.revision();
        }
    }

    /// The ledger is not what this command started from; nothing was recorded (`state_cas_mismatch`).
    record Lost(Diagnostic problem) implements PublishOutcome {}

    /// The state may or may not be committed as `revision` (`outcome_unknown`); clean nothing up.
    record Unknown(long revision, String operationId, Diagnostic problem) implements PublishOutcome {}
}

package org.omnigraph.controlplane.apply;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.omnigraph.catalog.address.GraphId;
import org.omnigraph.catalog.address.ResourceAddress;
import org.omnigraph.controlplane.config.DesiredCluster;
import org.omnigraph.controlplane.edit.LedgerEdit;
import org.omnigraph.controlplane.plan.Change;
import org.omnigraph.controlplane.plan.Disposition;
import org.omnigraph.controlplane.plan.Reason;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.diagnostic.Severity;
import org.omnigraph.state.ledger.ResourceStatus;
import org.omnigraph.state.ledger.ResourceStatus.Status;

/// The statuses that a run leaves in the ledger. A status that is right already is left alone, so that a converged
/// run writes nothing.
final class StatusWriter {
    private final LedgerEdit edit;
    private final Set<GraphId> keptGraphs;

    /// @param keptGraphs graphs whose status is what the recovery sweep made of it
    StatusWriter(LedgerEdit edit, Set<GraphId> keptGraphs) {
        this.edit = edit;
        this.keptGraphs = keptGraphs;
    }

    void changed(Change change) {
        String address = change.resource().toString();
        if (change.disposition() == Disposition.APPLIED || change.disposition() == Disposition.DERIVED) {
            if (!Fates.isRemoval(change)) {
                edit.status(address, Status.APPLIED, "", "");
            }
            return;
        }
        if (change.reason().equals(Reason.INTERRUPTED) || isLeftToSweep(change.resource())) {
            return;
        }
        if (change.disposition() == Disposition.DEFERRED) {
            edit.status(address, Status.PENDING, change.reason(), "");
        } else {
            edit.status(address, isFailure(change.reason()) ? Status.ERROR : Status.BLOCKED, change.reason(), "");
        }
    }

    /// What needed nothing is applied, whatever was said of it before.
    void unchanged(DesiredCluster desired, Set<ResourceAddress> changed) {
        for (ResourceAddress address : desired.digests().keySet()) {
            if (changed.contains(address) || isLeftToSweep(address)) {
                continue;
            }
            @Nullable ResourceStatus status = edit.status(address.toString());
            if (status != null
                    && (status.status() != Status.APPLIED
                            || !status.conditions().isEmpty())) {
                edit.status(address.toString(), Status.APPLIED, "", "");
            }
        }
    }

    private boolean isLeftToSweep(ResourceAddress address) {
        boolean moves = address instanceof ResourceAddress.Graph || address instanceof ResourceAddress.Schema;
        return moves && address.owner().map(keptGraphs::contains).orElse(false);
    }

    private static boolean isFailure(String reason) {
        return DiagnosticCode.ofWireName(reason)
                .filter(code -> code.severity() == Severity.ERROR)
                .isPresent();
    }
}

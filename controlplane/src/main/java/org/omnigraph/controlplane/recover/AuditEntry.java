package org.omnigraph.controlplane.recover;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.omnigraph.controlplane.edit.LedgerEdit;
import org.omnigraph.state.json.Json;
import org.omnigraph.state.recovery.Sidecar;

/// What the ledger's `recovery_records` keep of an interrupted change.
final class AuditEntry {
    private AuditEntry() {}

    /// @param outcome `rolled_forward`, `deleted` or `adopted`
    static void record(LedgerEdit edit, Sidecar sidecar, String outcome, String at) {
        ObjectNode entry = Json.object();
        entry.put("kind", sidecar.kind().wireName());
        entry.put("graph_id", sidecar.graphId());
        entry.put("outcome", outcome);
        entry.put("started_at", sidecar.startedAt());
        entry.put("recovered_at", at);
        Json.putUnlessEmpty(entry, "actor", sidecar.actor());
        Json.putUnlessEmpty(entry, "approval_id", sidecar.approvalId());
        edit.recovery(sidecar.operationId(), entry);
    }
}

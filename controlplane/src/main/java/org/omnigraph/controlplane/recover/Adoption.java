package org.omnigraph.controlplane.recover;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.omnigraph.catalog.address.GraphId;
import org.omnigraph.controlplane.edit.LedgerEdit;
import org.omnigraph.controlplane.session.ClusterSession;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.json.Json;
import org.omnigraph.state.recovery.Sidecar;

/// How `refresh` and `import` settle interrupted changes beside which something else became live (cluster-contract.md
/// §9): once the ledger says what is live, nothing is left to find out. The record must go then, and not with the
/// next `apply`: that one would at once move the graph to the config, and no plan would have shown it.
public final class Adoption {
    private final ClusterSession session;
    private final LedgerEdit edit;
    private final List<Diagnostic> diagnostics;

    /// @param edit says what is live of every declared graph already
    /// @param diagnostics what the sweep said of what is adopted is replaced
    public Adoption(ClusterSession session, LedgerEdit edit, List<Diagnostic> diagnostics) {
        this.session = session;
        this.edit = edit;
        this.diagnostics = diagnostics;
    }

    /// Edits; touches nothing in the store.
    ///
    /// @param declared the graphs of the config; of any other one, what the sweep saw is recorded
    /// @return the sweep's result, with what is settled now
    public SweepResult of(SweepResult sweep, Set<GraphId> declared) {
        List<Sidecar> settled = new ArrayList<>(sweep.settled());
        for (AdoptableRecovery recovery : sweep.adoptable()) {
            boolean isDeclared = declared.contains(recovery.graph());
            if (!isDeclared) {
                recordUndeclared(recovery);
            }
            // Another one may have become live since the sweep looked: then it is for the next sweep to judge.
            if (edit.digest("schema." + recovery.graph()).equals(recovery.live().schemaDigest())) {
                AuditEntry.record(edit, recovery.sidecar(), "adopted", session.now());
                settled.add(recovery.sidecar());
                diagnostics.set(diagnostics.indexOf(recovery.warning()), adopted(recovery, isDeclared));
            }
        }
        return sweep.withSettled(settled);
    }

    private void recordUndeclared(AdoptableRecovery recovery) {
        GraphId graph = recovery.graph();
        edit.appliedSchema(graph, recovery.live().schemaDigest());
        edit.graphApplied(graph);
        ObjectNode observation = Json.object();
        observation.put("observed_at", session.now());
        observation.put("exists", true);
        observation.put("manifest_version", recovery.live().manifestVersion());
        observation.put("live_schema_digest", recovery.live().schemaDigest());
        edit.observation("graph." + graph, observation);
    }

    private static Diagnostic adopted(AdoptableRecovery recovery, boolean isDeclared) {
        return Diagnostic.of(
                DiagnosticCode.CLUSTER_RECOVERY_ADOPTED,
                "graph." + recovery.graph(),
                Sweep.describe(recovery.sidecar())
                        + " was interrupted, and another schema is live; the ledger has adopted that one."
                        + (isDeclared
                                ? ""
                                : " The config does not declare the graph, so the next plan proposes to delete it."));
    }
}

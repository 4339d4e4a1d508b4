package org.omnigraph.controlplane.recover;

import java.util.List;
import java.util.Set;
import org.omnigraph.controlplane.observe.GraphSight;
import org.omnigraph.state.recovery.Sidecar;

/// The table of cluster-contract.md §9: what an interrupted change came to, told from the graph itself. Pure.
public final class SweepClassifier {
    private SweepClassifier() {}

    /// Classifies one sidecar.
    ///
    /// @param sight what is at the graph's root now
    /// @param ledgerSchema the ledger's digest of the graph's schema; empty if it has none
    /// @param ledgerHasGraph true if the ledger records the graph
    /// @param ownIncarnations the incarnations of all pending creates of this graph
    public static SweepDecision classify(
            Sidecar sidecar,
            GraphSight sight,
            String ledgerSchema,
            boolean ledgerHasGraph,
            Set<String> ownIncarnations) {
        return switch (sidecar.kind()) {
            case GRAPH_CREATE -> create(sidecar, sight, ledgerSchema, ownIncarnations);
            case SCHEMA_APPLY -> schema(sidecar, sight, ledgerSchema);
            case GRAPH_DELETE -> delete(sidecar, sight, ledgerHasGraph);
        };
    }

    private static SweepDecision create(
            Sidecar sidecar, GraphSight sight, String ledgerSchema, Set<String> ownIncarnations) {
        return switch (sight) {
            case GraphSight.Absent absent -> new SweepDecision.Retire();
            case GraphSight.Partial(List<String> incarnations) ->
                !incarnations.isEmpty() && ownIncarnations.containsAll(incarnations)
                        ? new SweepDecision.RetireLeftovers()
                        : new SweepDecision.KeepIncomplete("it holds files, but no committed graph");
            case GraphSight.Broken(String reason) -> new SweepDecision.KeepIncomplete(reason);
            case GraphSight.Live live -> settled(sidecar, live, ledgerSchema);
        };
    }

    private static SweepDecision schema(Sidecar sidecar, GraphSight sight, String ledgerSchema) {
        return switch (sight) {
            // Only a real "not there" means absent: with the graph gone there is nothing left to recover.
            case GraphSight.Absent absent -> new SweepDecision.Retire();
            case GraphSight.Partial partial ->
                new SweepDecision.KeepUnopenable("it holds files, but no committed graph");
            case GraphSight.Broken(String reason) -> new SweepDecision.KeepUnopenable(reason);
            case GraphSight.Live live -> settled(sidecar, live, ledgerSchema);
        };
    }

    private static SweepDecision settled(Sidecar sidecar, GraphSight.Live live, String ledgerSchema) {
        if (live.schemaDigest().equals(ledgerSchema)) {
            return new SweepDecision.Retire();
        }
        if (live.schemaDigest().equals(sidecar.desiredSchemaDigest())) {
            return new SweepDecision.RollForward(live.schemaDigest(), live.manifestVersion());
        }
        return new SweepDecision.KeepPending("its live schema is neither the ledger's nor the desired one", live);
    }

    private static SweepDecision delete(Sidecar sidecar, GraphSight sight, boolean ledgerHasGraph) {
        return switch (sight) {
            case GraphSight.Absent absent ->
                ledgerHasGraph ? new SweepDecision.Tombstone() : new SweepDecision.RetireRecordedDelete();
            case GraphSight.Live live ->
                sidecar.incarnation().isEmpty() || live.incarnation().equals(sidecar.incarnation())
                        ? new SweepDecision.RetireUnfinishedDelete()
                        : new SweepDecision.KeepPending("another graph was made there since", live);
            case GraphSight.Partial partial -> new SweepDecision.RetireUnfinishedDelete();
            case GraphSight.Broken broken -> new SweepDecision.RetireUnfinishedDelete();
        };
    }
}

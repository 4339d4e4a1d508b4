package org.omnigraph.controlplane.recover;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.omnigraph.catalog.address.GraphId;
import org.omnigraph.controlplane.edit.LedgerEdit;
import org.omnigraph.controlplane.observe.GraphObserver;
import org.omnigraph.controlplane.observe.GraphSight;
import org.omnigraph.controlplane.plan.PendingRecoveries;
import org.omnigraph.controlplane.session.ClusterSession;
import org.omnigraph.state.approval.Approval;
import org.omnigraph.state.approval.ApprovalEntry;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.diagnostic.Severity;
import org.omnigraph.state.ledger.ResourceStatus.Status;
import org.omnigraph.state.recovery.Sidecar;
import org.omnigraph.state.recovery.SidecarEntry;
import org.omnigraph.state.recovery.SidecarKind;

/// The recovery sweep (cluster-contract.md §9): looks at every graph that an interrupted command may have moved, and
/// brings the ledger up to what it finds. Runs under the lock, before anything else. Steps: look
/// at each one's graph; edit the ledger in memory; the caller publishes; then [#settle].
public final class Sweep {
    private static final String CONDITION_PENDING = "actual_applied_state_pending";

    private final ClusterSession session;
    private final LedgerEdit edit;
    private final List<Diagnostic> diagnostics;
    private final Set<GraphId> keptGraphs = new HashSet<>();
    private final List<Approval> consumed = new ArrayList<>();
    private final List<Sidecar> settled = new ArrayList<>();
    private final List<AdoptableRecovery> adoptable = new ArrayList<>();
    private final List<Sidecar> leftovers = new ArrayList<>();
    private final Set<GraphId> leftoverGraphs = new HashSet<>();

    private Sweep(ClusterSession session, LedgerEdit edit, List<Diagnostic> diagnostics) {
        this.session = session;
        this.edit = edit;
        this.diagnostics = diagnostics;
    }

    /// Looks and edits; touches nothing in the store.
    ///
    /// @param found the sidecars that stand in the store
    /// @param diagnostics grows by what is found
    /// @throws org.omnigraph.state.store.StoreException if the store fails: then nothing may be moved
    public static SweepResult run(
            ClusterSession session, List<SidecarEntry> found, LedgerEdit edit, List<Diagnostic> diagnostics) {
        return new Sweep(session, edit, diagnostics).run(found);
    }

    /// What waits, for commands that only look: warns and decides nothing.
    public static PendingRecoveries pending(List<SidecarEntry> found, List<Diagnostic> diagnostics) {
        Set<GraphId> graphs = new HashSet<>();
        boolean blocksAll = false;
        for (SidecarEntry entry : found) {
            switch (entry) {
                case SidecarEntry.Valid readable -> {
                    Sidecar sidecar = readable.sidecar();
                    Optional<GraphId> graph = graph(sidecar);
                    if (graph.isPresent()) {
                        graphs.add(graph.get());
                        diagnostics.add(Diagnostic.of(
                                DiagnosticCode.CLUSTER_RECOVERY_PENDING,
                                "graph." + sidecar.graphId(),
                                describe(sidecar) + " was interrupted and waits for recovery."));
                    } else {
                        blocksAll = true;
                        diagnostics.add(unattributable(readable).withSeverity(Severity.WARNING));
                    }
                }
                case SidecarEntry.Unreadable unreadable -> {
                    blocksAll = true;
                    diagnostics.add(unreadable.problem().withSeverity(Severity.WARNING));
                }
            }
        }
        return new PendingRecoveries(graphs, blocksAll);
    }

    /// After the publish: approvals' files first, then the sidecars.
    ///
    /// @throws org.omnigraph.state.store.StoreException if the store fails; the next sweep goes on from there
    public static void settle(ClusterSession session, SweepResult result, List<Diagnostic> diagnostics) {
        if (markConsumed(session, result.consumed(), diagnostics)) {
            result.settled().forEach(session.sidecars()::retire);
        }
    }

    /// Says in the approvals' files what the ledger has recorded: that they are used.
    ///
    /// @return false if nobody knows whether that worked; then the sidecars must stay for the next sweep
    public static boolean markConsumed(ClusterSession session, List<Approval> used, List<Diagnostic> diagnostics) {
        boolean known = true;
        for (Approval approval : used) {
            Optional<Diagnostic> doubt = session.approvals().markConsumed(approval);
            if (doubt.isPresent()) {
                known = false;
                diagnostics.add(Diagnostic.of(
                                doubt.get().code(),
                                doubt.get().path(),
                                "The ledger has recorded that approval " + approval.approvalId()
                                        + " is used up; its file may not say so yet.")
                        .withSeverity(Severity.WARNING)
                        .withHelp("Run `omnigraph cluster apply` again."));
            }
        }
        return known;
    }

    private SweepResult run(List<SidecarEntry> found) {
        List<Sidecar> sidecars = new ArrayList<>();
        boolean blocksAll = false;
        for (SidecarEntry entry : found) {
            switch (entry) {
                case SidecarEntry.Valid readable -> {
                    if (graph(readable.sidecar()).isPresent()) {
                        sidecars.add(readable.sidecar());
                    } else {
                        blocksAll = true;
                        diagnostics.add(unattributable(readable));
                    }
                }
                case SidecarEntry.Unreadable unreadable -> {
                    blocksAll = true;
                    diagnostics.add(unreadable.problem());
                }
            }
        }
        Map<GraphId, Set<String>> incarnations = createIncarnations(sidecars);
        GraphObserver observer = new GraphObserver(session);
        Map<GraphId, GraphSight> sights = new HashMap<>();
        for (Sidecar sidecar : sidecars) {
            GraphId graph = new GraphId(sidecar.graphId());
            GraphSight sight = sights.computeIfAbsent(graph, observer::look);
            SweepDecision decision = SweepClassifier.classify(
                    sidecar,
                    sight,
                    edit.digest("schema." + graph),
                    !edit.digest("graph." + graph).isEmpty()
                            || !edit.digest("schema." + graph).isEmpty(),
                    incarnations.getOrDefault(graph, Set.of()));
            carryOut(sidecar, graph, decision);
        }
        return new SweepResult(
                new PendingRecoveries(keptGraphs, blocksAll), consumed, settled, adoptable, leftovers, leftoverGraphs);
    }

    private static Map<GraphId, Set<String>> createIncarnations(List<Sidecar> sidecars) {
        Map<GraphId, Set<String>> incarnations = new HashMap<>();
        for (Sidecar sidecar : sidecars) {
            if (!sidecar.incarnation().isEmpty() && sidecar.kind() == SidecarKind.GRAPH_CREATE) {
                incarnations
                        .computeIfAbsent(new GraphId(sidecar.graphId()), key -> new HashSet<>())
                        .add(sidecar.incarnation());
            }
        }
        return incarnations;
    }

    private void carryOut(Sidecar sidecar, GraphId graph, SweepDecision decision) {
        String address = "graph." + graph;
        switch (decision) {
            case SweepDecision.Retire retire -> settled.add(sidecar);
            case SweepDecision.RetireLeftovers retire -> {
                leftovers.add(sidecar);
                leftoverGraphs.add(graph);
            }
            case SweepDecision.RollForward forward -> rollForward(sidecar, graph, forward);
            case SweepDecision.KeepIncomplete(String reason) -> {
                keptGraphs.add(graph);
                edit.status(address, Status.ERROR, DiagnosticCode.GRAPH_CREATE_INCOMPLETE.wireName(), reason);
                diagnostics.add(Diagnostic.of(
                                DiagnosticCode.GRAPH_CREATE_INCOMPLETE,
                                address,
                                "Its creation was interrupted and left a root that cannot be opened: " + reason + ".")
                        .withHelp("Remove " + session.graphRoot(graph).location()
                                + ", then run `omnigraph cluster apply` again."));
            }
            case SweepDecision.KeepUnopenable(String reason) -> {
                keptGraphs.add(graph);
                diagnostics.add(Diagnostic.of(
                        DiagnosticCode.CLUSTER_RECOVERY_PENDING,
                        address,
                        describe(sidecar) + " was interrupted, and the graph cannot be opened: " + reason + "."));
            }
            case SweepDecision.KeepPending(String reason, GraphSight.Live live) -> {
                keptGraphs.add(graph);
                edit.status(address, Status.DRIFTED, CONDITION_PENDING, reason);
                Diagnostic warning = Diagnostic.of(
                                DiagnosticCode.CLUSTER_RECOVERY_PENDING,
                                address,
                                describe(sidecar) + " was interrupted, and " + reason + ".")
                        .withHelp(adviceOnAnother(sidecar));
                diagnostics.add(warning);
                if (sidecar.kind() != SidecarKind.GRAPH_DELETE) {
                    adoptable.add(new AdoptableRecovery(sidecar, graph, live, warning));
                }
            }
            case SweepDecision.RetireUnfinishedDelete retire -> {
                settled.add(sidecar);
                diagnostics.add(
                        Diagnostic.of(
                                DiagnosticCode.GRAPH_DELETE_INCOMPLETE,
                                address,
                                "Its approved delete was interrupted, and its root is still there; the delete is proposed again."));
            }
            case SweepDecision.Tombstone tombstone -> {
                edit.removeGraph(graph, "deleted", session.now());
                audit(sidecar, "deleted");
                for (Approval approval : approvals(graph)) {
                    if (approval.isUnused(edit.before().approvalRecords().keySet())
                            || approval.approvalId().equals(sidecar.approvalId())) {
                        Approval used = approval.consumed(session.now(), sidecar.operationId());
                        edit.consumed(used);
                        consumed.add(used);
                    }
                }
                settled.add(sidecar);
                rolledForward(address, describe(sidecar));
            }
            case SweepDecision.RetireRecordedDelete retire -> {
                for (Approval approval : approvals(graph)) {
                    if (!approval.isConsumed()
                            && edit.before().approvalRecords().containsKey(approval.approvalId())) {
                        consumed.add(approval.consumed(session.now(), sidecar.operationId()));
                    }
                }
                settled.add(sidecar);
            }
        }
    }

    private void rollForward(Sidecar sidecar, GraphId graph, SweepDecision.RollForward forward) {
        edit.appliedSchema(graph, forward.schemaDigest());
        edit.configDigest("");
        edit.graphApplied(graph);
        audit(sidecar, "rolled_forward");
        settled.add(sidecar);
        rolledForward("graph." + graph, describe(sidecar));
    }

    private void rolledForward(String address, String what) {
        diagnostics.add(Diagnostic.of(
                DiagnosticCode.CLUSTER_RECOVERY_ROLLED_FORWARD,
                address,
                what + " was interrupted after it had been completed; the ledger now says so."));
    }

    private void audit(Sidecar sidecar, String outcome) {
        AuditEntry.record(edit, sidecar, outcome, session.now());
    }

    /// All that were ever given for this graph's name.
    private List<Approval> approvals(GraphId graph) {
        List<Approval> found = new ArrayList<>();
        for (ApprovalEntry entry : session.approvals().list()) {
            if (entry instanceof ApprovalEntry.Valid readable
                    && readable.approval().resource().equals("graph." + graph)) {
                found.add(readable.approval());
            }
        }
        return found;
    }

    private static Optional<GraphId> graph(Sidecar sidecar) {
        return GraphId.isValid(sidecar.graphId()) ? Optional.of(new GraphId(sidecar.graphId())) : Optional.empty();
    }

    /// A refresh adopts the schema that is live. No command can tell whether a graph that came after an
    /// approved delete is to stay.
    private String adviceOnAnother(Sidecar sidecar) {
        return sidecar.kind() == SidecarKind.GRAPH_DELETE
                ? "Nobody approved that this graph goes. Look at it, then remove "
                        + session.location("recoveries/" + sidecar.operationId() + ".json")
                        + ", which ends the old delete."
                : "Run `omnigraph cluster refresh`, then look at the plan again.";
    }

    private static Diagnostic unattributable(SidecarEntry.Valid entry) {
        return Diagnostic.of(
                DiagnosticCode.INVALID_RECOVERY_SIDECAR,
                entry.key().value(),
                "The recovery record names no valid graph (`" + entry.sidecar().graphId()
                        + "`). It blocks all work that moves a graph until a person has looked at it.");
    }

    static String describe(Sidecar sidecar) {
        return switch (sidecar.kind()) {
            case GRAPH_CREATE -> "The creation of graph `" + sidecar.graphId() + "`";
            case SCHEMA_APPLY -> "The schema update of graph `" + sidecar.graphId() + "`";
            case GRAPH_DELETE -> "The deletion of graph `" + sidecar.graphId() + "`";
        };
    }
}

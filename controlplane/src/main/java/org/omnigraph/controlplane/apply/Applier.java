package org.omnigraph.controlplane.apply;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.omnigraph.catalog.address.GraphId;
import org.omnigraph.catalog.address.ResourceAddress;
import org.omnigraph.controlplane.config.DesiredCluster;
import org.omnigraph.controlplane.config.DesiredGraph;
import org.omnigraph.controlplane.config.DesiredPolicy;
import org.omnigraph.controlplane.edit.LedgerEdit;
import org.omnigraph.controlplane.plan.Change;
import org.omnigraph.controlplane.plan.Disposition;
import org.omnigraph.controlplane.plan.Operation;
import org.omnigraph.controlplane.plan.Plan;
import org.omnigraph.controlplane.plan.Planner;
import org.omnigraph.controlplane.plan.Reason;
import org.omnigraph.controlplane.recover.Sweep;
import org.omnigraph.controlplane.recover.SweepResult;
import org.omnigraph.controlplane.session.ClusterSession;
import org.omnigraph.controlplane.session.Failures;
import org.omnigraph.controlplane.session.LedgerWriter;
import org.omnigraph.controlplane.session.LockHold;
import org.omnigraph.state.approval.Approval;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.diagnostic.Severity;
import org.omnigraph.state.ledger.LedgerReading;
import org.omnigraph.state.ledger.LedgerSnapshot;
import org.omnigraph.state.recovery.Sidecar;
import org.omnigraph.state.store.StoreException;

/// Executes a plan under the lock (cluster-contract.md §7), in this order: graph creates, schema updates, catalog
/// payloads, approved graph deletes, ledger publish, approvals' files, sidecars. The ledger's publish acknowledges
/// everything at once; whatever stops the run before it leaves inert blobs and sidecars that the next sweep settles.
public final class Applier {
    private final ClusterSession session;
    private final LockHold hold;
    private final DesiredCluster desired;
    private final List<Diagnostic> diagnostics;

    /// @param diagnostics grows by what happens
    public Applier(ClusterSession session, LockHold hold, DesiredCluster desired, List<Diagnostic> diagnostics) {
        this.session = session;
        this.hold = hold;
        this.desired = desired;
        this.diagnostics = diagnostics;
    }

    /// Executes the plan.
    ///
    /// @param ledger what the plan was made from
    /// @param sweep what the recovery sweep left
    public ApplyReport apply(Plan plan, LedgerSnapshot ledger, SweepResult sweep, String actor, boolean keepGoing) {
        LedgerEdit edit = new LedgerEdit(ledger.state());
        Fates fates = new Fates(plan.changes(), desired);
        Run run = new Run(session, hold, desired, edit, fates, diagnostics, actor, ledger.stateCas(), keepGoing);
        GraphMover mover = new GraphMover(run);
        createGraphs(plan, fates, mover);
        updateSchemas(plan, fates, mover);
        uploadPayloads(run, fates);
        deleteGraphs(plan, fates, mover);
        warnOfHeldBack(fates);
        if (run.isLost()) {
            return new ApplyReport(fates.changes(), false, false, false, onDisk(ledger));
        }
        editLedger(run, fates, sweep);
        boolean converged =
                Planner.isConverged(desired, edit.build()) && sweep.pending().isNone();
        if (converged) {
            edit.configDigest(desired.configDigest().hex());
        } else if (edit.isRevisionChanged()) {
            edit.configDigest("");
        }
        return publish(run, mover, ledger, sweep, converged);
    }

    private ApplyReport publish(
            Run run, GraphMover mover, LedgerSnapshot ledger, SweepResult sweep, boolean converged) {
        List<Change> changes = run.fates().changes();
        LedgerSnapshot now = ledger;
        boolean written = run.edit().isChanged();
        if (written) {
            session.progress().step("recording", "ledger", 0, 1);
            Optional<LedgerSnapshot> published =
                    LedgerWriter.publish(session, hold, ledger, run.edit().build(), "apply", run.actor(), diagnostics);
            if (published.isEmpty()) {
                return new ApplyReport(changes, false, false, false, onDisk(ledger));
            }
            now = published.get();
        }
        settle(mover, sweep, run.fates());
        return new ApplyReport(changes, true, converged, written, now);
    }

    private void createGraphs(Plan plan, Fates fates, GraphMover mover) {
        List<Change> creates = alive(plan, fates, Operation.CREATE, true);
        int done = 0;
        for (Change change : creates) {
            DesiredGraph graph = graph(change);
            if (graph != null) {
                session.progress().step("creating graph", graph.id().value(), done++, creates.size());
                mover.create(change, graph);
            }
        }
    }

    private void updateSchemas(Plan plan, Fates fates, GraphMover mover) {
        Set<GraphId> created = new HashSet<>();
        alive(plan, fates, Operation.CREATE, true)
                .forEach(change -> change.resource().owner().ifPresent(created::add));
        List<Change> updates = new ArrayList<>();
        for (Change change : plan.changes()) {
            if (change.resource() instanceof ResourceAddress.Schema(GraphId id)
                    && !Fates.isRemoval(change)
                    && !created.contains(id)
                    && fates.isAlive(change.resource())) {
                updates.add(change);
            }
        }
        int done = 0;
        for (Change change : updates) {
            DesiredGraph graph = graph(change);
            if (graph != null) {
                session.progress().step("migrating graph", graph.id().value(), done++, updates.size());
                mover.updateSchema(change, graph);
            }
        }
    }

    private void uploadPayloads(Run run, Fates fates) {
        if (run.mayGoOn()) {
            new PayloadPublisher(run).publish(List.copyOf(fates.changes()));
        }
        if (!run.mayGoOn()) {
            for (Change change : List.copyOf(fates.changes())) {
                boolean catalogOnly = change.resource() instanceof ResourceAddress.Query
                        || change.resource() instanceof ResourceAddress.Policy;
                if (catalogOnly) {
                    fates.block(change.resource(), Reason.INTERRUPTED);
                    change.resource().owner().ifPresent(graph -> fates.blockComposite(graph, Reason.INTERRUPTED));
                }
            }
        }
    }

    private void deleteGraphs(Plan plan, Fates fates, GraphMover mover) {
        List<Change> deletes = alive(plan, fates, Operation.DELETE, true);
        int done = 0;
        for (Change change : deletes) {
            if (change.resource() instanceof ResourceAddress.Graph(GraphId id)) {
                Approval approval = plan.approvals().get(id);
                if (approval != null) {
                    session.progress().step("deleting graph", id.value(), done++, deletes.size());
                    mover.delete(change, id, approval, plan.unusedApprovals().getOrDefault(id, List.of()));
                }
            }
        }
    }

    private static List<Change> alive(Plan plan, Fates fates, Operation operation, boolean graphs) {
        List<Change> found = new ArrayList<>();
        for (Change change : plan.changes()) {
            if (change.operation() == operation
                    && graphs == change.resource() instanceof ResourceAddress.Graph
                    && fates.isAlive(change.resource())) {
                found.add(change);
            }
        }
        return found;
    }

    private org.omnigraph.controlplane.config.@org.jspecify.annotations.Nullable DesiredGraph graph(Change change) {
        return change.resource().owner().map(id -> desired.graphs().get(id)).orElse(null);
    }

    private void editLedger(Run run, Fates fates, SweepResult sweep) {
        LedgerEdit edit = run.edit();
        StatusWriter statuses = new StatusWriter(edit, sweep.pending().graphs());
        Set<ResourceAddress> changed = new HashSet<>();
        Set<GraphId> touched = new HashSet<>();
        for (Change change : fates.changes()) {
            changed.add(change.resource());
            if (!change.isHeldBack()) {
                editEntry(edit, change, touched);
            }
        }
        touched.forEach(edit::recomputeGraph);
        for (DesiredGraph graph : desired.graphs().values()) {
            edit.lifecycle(graph.id(), graph.isProtected(), graph.onRemove());
        }
        fates.changes().forEach(statuses::changed);
        statuses.unchanged(desired, changed);
    }

    private void editEntry(LedgerEdit edit, Change change, Set<GraphId> touched) {
        String address = change.resource().toString();
        switch (change.resource()) {
            case ResourceAddress.Graph(GraphId id) -> {
                if (change.operation() == Operation.FORGET) {
                    edit.removeGraph(id, "retained", session.now());
                } else if (!Fates.isRemoval(change)) {
                    touched.add(id);
                }
            }
            // The mover has recorded what it moved; removals go with their graph.
            case ResourceAddress.Schema(GraphId id) -> touched.add(id);
            case ResourceAddress.Query query -> {
                if (Fates.isRemoval(change)) {
                    edit.remove(address);
                } else {
                    edit.applied(address, change.afterDigest());
                }
                touched.add(query.graph());
            }
            case ResourceAddress.Policy(String name) -> {
                DesiredPolicy policy = desired.policies().get(name);
                if (Fates.isRemoval(change) || policy == null) {
                    edit.remove(address);
                } else {
                    edit.appliedPolicy(address, policy.digest().hex(), policy.appliesTo());
                }
            }
        }
    }

    private void warnOfHeldBack(Fates fates) {
        for (Change change : fates.changes()) {
            if (change.disposition() == Disposition.DEFERRED) {
                diagnostics.add(Diagnostic.of(
                                DiagnosticCode.APPLY_UNSUPPORTED_CHANGE,
                                change.resource().toString(),
                                "It was left for later: " + change.reason() + ".")
                        .withHelp(explained(change)));
            } else if (change.disposition() == Disposition.BLOCKED && isCondition(change.reason())) {
                diagnostics.add(Diagnostic.of(
                                DiagnosticCode.APPLY_DEPENDENCY_BLOCKED,
                                change.resource().toString(),
                                "It was not applied: " + change.reason() + ".")
                        .withHelp(explained(change)));
            }
        }
    }

    private static String explained(Change change) {
        return "Run `omnigraph cluster plan --explain " + change.resource() + "`: it says what has to come first.";
    }

    /// True for a reason that has no diagnostic of its own in this run.
    private static boolean isCondition(String reason) {
        return List.of(
                        Reason.APPROVAL_REQUIRED,
                        Reason.DEPENDENCY_NOT_APPLIED,
                        Reason.RECOVERY_PENDING,
                        Reason.PROTECTED,
                        Reason.INTERRUPTED)
                .contains(reason);
    }

    /// What is on disk after a failed publish; what the command began with if that cannot be read.
    private LedgerSnapshot onDisk(LedgerSnapshot before) {
        try {
            return session.ledger().read() instanceof LedgerReading.Usable(LedgerSnapshot now) ? now : before;
        } catch (StoreException e) {
            return before;
        }
    }

    /// The ledger has it: approvals' files first, then the sidecars. Failing here is repaired by the next sweep.
    private void settle(GraphMover mover, SweepResult sweep, Fates fates) {
        try {
            if (!Sweep.markConsumed(session, mover.consumed(), diagnostics)) {
                return;
            }
            mover.moved().forEach(session.sidecars()::retire);
            dealtWith(sweep.leftovers(), fates).forEach(session.sidecars()::retire);
        } catch (StoreException e) {
            diagnostics.add(sidecarLeft(e));
        }
    }

    /// A sidecar outlived what it was for; the next sweep takes it away.
    static Diagnostic sidecarLeft(StoreException e) {
        return Diagnostic.of(
                        e.code(),
                        e.location(),
                        "The change is made and recorded, but its recovery record is still there: "
                                + Failures.message(e))
                .withSeverity(Severity.WARNING)
                .withHelp("Run `omnigraph cluster apply` again.");
    }

    /// Intents whose graph is no longer waiting to be made: it is declared no more, or was made. One that was
    /// held back keeps them, for whatever reason.
    private List<Sidecar> dealtWith(List<Sidecar> leftovers, Fates fates) {
        return leftovers.stream()
                .filter(sidecar -> !fates.awaitsCreation(new GraphId(sidecar.graphId())))
                .toList();
    }
}

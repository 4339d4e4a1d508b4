package org.omnigraph.controlplane.apply;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.omnigraph.catalog.address.GraphId;
import org.omnigraph.catalog.address.ResourceAddress;
import org.omnigraph.catalog.payload.ContentDigest;
import org.omnigraph.catalog.schema.SchemaModel;
import org.omnigraph.controlplane.config.ClusterSettings;
import org.omnigraph.controlplane.config.DesiredCluster;
import org.omnigraph.controlplane.config.DesiredGraph;
import org.omnigraph.controlplane.config.DesiredPolicy;
import org.omnigraph.controlplane.edit.LedgerEdit;
import org.omnigraph.controlplane.plan.Change;
import org.omnigraph.controlplane.plan.Reason;
import org.omnigraph.controlplane.plan.RollbackPlan;
import org.omnigraph.controlplane.session.ClusterSession;
import org.omnigraph.controlplane.session.LedgerWriter;
import org.omnigraph.controlplane.session.LockHold;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.json.Json;
import org.omnigraph.state.ledger.AppliedRevision;
import org.omnigraph.state.ledger.LedgerSnapshot;
import org.omnigraph.state.ledger.OnRemove;
import org.omnigraph.state.ledger.Revision;
import org.omnigraph.state.store.StoreException;

/// Carries out a rollback under the lock: check, schema migrations under sidecars like those of `apply`, one ledger
/// publish, sidecars retired. The content is in the catalog already, so nothing is uploaded; no graph is made or
/// removed.
public final class Rollback {
    private final ClusterSession session;
    private final LockHold hold;
    private final ClusterSettings settings;
    private final Path folder;
    private final List<Diagnostic> diagnostics;

    /// @param diagnostics grows by what happens
    public Rollback(
            ClusterSession session,
            LockHold hold,
            ClusterSettings settings,
            Path folder,
            List<Diagnostic> diagnostics) {
        this.session = session;
        this.hold = hold;
        this.settings = settings;
        this.folder = folder;
        this.diagnostics = diagnostics;
    }

    /// Executes what of the plan can be done; `converged` in the report means that nothing was refused.
    ///
    /// @param target the revision to go back to
    /// @param then what was applied at that revision
    public ApplyReport run(
            RollbackPlan planned,
            LedgerSnapshot ledger,
            Revision target,
            AppliedRevision then,
            String actor,
            String reason) {
        RollbackCheck.Checked checked = RollbackCheck.check(session, planned);
        RollbackPlan plan = checked.plan();
        LedgerEdit edit = new LedgerEdit(ledger.state());
        DesiredCluster desired = desired(plan, checked.reversals());
        Fates fates = new Fates(plan.changes(), desired);
        Run run = new Run(session, hold, desired, edit, fates, diagnostics, actor, ledger.stateCas(), false);
        GraphMover mover = new GraphMover(run);
        warnOfRefusals(plan);
        for (Change change : plan.changes()) {
            if (change.resource() instanceof ResourceAddress.Schema(GraphId id) && fates.isAlive(change.resource())) {
                DesiredGraph graph = desired.graphs().get(id);
                if (graph != null) {
                    session.progress().step("migrating graph back", id.value(), 0, 1);
                    mover.updateSchema(change, graph);
                }
            }
        }
        boolean stopped = !run.mayGoOn();
        if (stopped || run.isLost()) {
            for (Change change : plan.changes()) {
                if (!(change.resource() instanceof ResourceAddress.Schema)) {
                    fates.block(change.resource(), Reason.INTERRUPTED);
                }
            }
        }
        if (run.isLost()) {
            return new ApplyReport(fates.changes(), false, false, false, ledger);
        }
        editLedger(plan, edit, fates);
        boolean whole = fates.changes().stream().noneMatch(Change::isHeldBack);
        if (edit.isRevisionChanged()) {
            edit.configDigest(edit.build().resources().equals(then.resources()) ? then.configDigest() : "");
        }
        return publish(run, mover, ledger, target, reason, whole);
    }

    private ApplyReport publish(
            Run run, GraphMover mover, LedgerSnapshot ledger, Revision target, String reason, boolean whole) {
        LedgerSnapshot now = ledger;
        boolean written = run.edit().isRevisionChanged();
        if (written) {
            ObjectNode why = Json.object().put("to_revision", target.number()).put("reason", reason);
            Optional<LedgerSnapshot> published = LedgerWriter.publish(
                    session, hold, ledger, run.edit().build(), "rollback", run.actor(), why, diagnostics);
            if (published.isEmpty()) {
                return new ApplyReport(run.fates().changes(), false, false, false, ledger);
            }
            now = published.get();
        }
        try {
            mover.moved().forEach(session.sidecars()::retire);
        } catch (StoreException e) {
            diagnostics.add(Applier.sidecarLeft(e));
        }
        return new ApplyReport(run.fates().changes(), true, whole, written, now);
    }

    /// What the steps of a run ask of the config: the schemas to migrate to and the policies. A rollback looks at no
    /// config file, so that a broken one does not stand in its way; there is no config digest either.
    private DesiredCluster desired(RollbackPlan plan, SortedMap<GraphId, SchemaModel> reversals) {
        SortedMap<GraphId, DesiredGraph> graphs = new TreeMap<>();
        reversals.forEach((id, schema) -> graphs.put(
                id, new DesiredGraph(id, "", schema, new TreeMap<>(), schema.digest(), false, OnRemove.DELETE)));
        SortedMap<String, DesiredPolicy> policies = new TreeMap<>();
        for (Change change : plan.changes()) {
            if (change.resource() instanceof ResourceAddress.Policy(String name) && !Fates.isRemoval(change)) {
                policies.put(
                        name,
                        new DesiredPolicy(
                                name,
                                "",
                                new ContentDigest(change.afterDigest()),
                                plan.bindings().getOrDefault(name, List.of())));
            }
        }
        return new DesiredCluster(folder, settings, graphs, policies, new TreeMap<>(), ContentDigest.of(new byte[0]));
    }

    private void warnOfRefusals(RollbackPlan plan) {
        plan.refusals().forEach((address, sentence) -> {
            if (!sentence.isEmpty()) {
                diagnostics.add(Diagnostic.of(
                        DiagnosticCode.ROLLBACK_PART_REFUSED,
                        address,
                        "It was not rolled back: " + sentence + (sentence.endsWith(".") ? "" : ".")));
            }
        });
    }

    private void editLedger(RollbackPlan plan, LedgerEdit edit, Fates fates) {
        Set<GraphId> touched = new HashSet<>();
        StatusWriter statuses = new StatusWriter(edit, Set.of());
        for (Change change : fates.changes()) {
            if (change.isHeldBack()) {
                continue;
            }
            String address = change.resource().toString();
            change.resource().owner().ifPresent(touched::add);
            boolean removal = Fates.isRemoval(change);
            switch (change.resource()) {
                // The mover has recorded the schema; the composite follows.
                case ResourceAddress.Graph g -> {}
                case ResourceAddress.Schema s -> {}
                case ResourceAddress.Query q -> {
                    if (removal) {
                        edit.remove(address);
                    } else {
                        edit.applied(address, change.afterDigest());
                    }
                }
                case ResourceAddress.Policy(String name) -> {
                    if (removal) {
                        edit.remove(address);
                    } else {
                        edit.appliedPolicy(
                                address, change.afterDigest(), plan.bindings().getOrDefault(name, List.of()));
                    }
                }
            }
            statuses.changed(change);
        }
        touched.forEach(edit::recomputeGraph);
    }
}

package org.omnigraph.controlplane.apply;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.omnigraph.catalog.address.GraphId;
import org.omnigraph.catalog.address.ResourceAddress;
import org.omnigraph.catalog.schema.MigrationPlan;
import org.omnigraph.catalog.schema.MigrationStep;
import org.omnigraph.catalog.schema.SchemaModel;
import org.omnigraph.controlplane.config.DesiredGraph;
import org.omnigraph.controlplane.plan.Change;
import org.omnigraph.controlplane.plan.Reason;
import org.omnigraph.controlplane.session.ClusterSession;
import org.omnigraph.controlplane.session.Failures;
import org.omnigraph.engine.api.CommitInfo;
import org.omnigraph.engine.api.Graph;
import org.omnigraph.engine.api.GraphException;
import org.omnigraph.engine.api.GraphFailure;
import org.omnigraph.engine.api.GraphProbe;
import org.omnigraph.engine.api.GraphRoot;
import org.omnigraph.engine.api.ReadTarget;
import org.omnigraph.engine.api.SchemaApplyResult;
import org.omnigraph.engine.api.WriteContext;
import org.omnigraph.state.approval.Approval;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.diagnostic.Severity;
import org.omnigraph.state.recovery.Sidecar;
import org.omnigraph.state.recovery.SidecarKind;
import org.omnigraph.state.store.StoreException;

/// The steps that move graphs. Each one: look (a refusal here leaves nothing behind), write the sidecar, move, note
/// the new version in the sidecar, edit the ledger in memory. The sidecar stays until the ledger is published, and
/// where nobody knows what happened it stays for the sweep.
final class GraphMover {
    private final Run run;
    private final ClusterSession session;
    private final List<Sidecar> moved = new ArrayList<>();
    private final List<Approval> consumed = new ArrayList<>();

    GraphMover(Run run) {
        this.run = run;
        this.session = run.session();
    }

    /// The sidecars of the graphs that were moved.
    List<Sidecar> moved() {
        return moved;
    }

    /// The approvals that were used.
    List<Approval> consumed() {
        return consumed;
    }

    /// Makes a graph that is declared and not there.
    void create(Change change, DesiredGraph graph) {
        if (!mayMove(change, graph.id(), DiagnosticCode.GRAPH_CREATE_SKIPPED)) {
            return;
        }
        GraphRoot root = session.graphRoot(graph.id());
        Optional<Sidecar> sidecar = Optional.empty();
        try {
            Optional<String> obstacle = obstacle(session.engine().probe(root));
            if (obstacle.isPresent()) {
                failCreate(change, graph.id(), "its root " + root.location() + " " + obstacle.get());
                return;
            }
            String incarnation = session.engine().newIncarnation();
            sidecar = begin(change, SidecarKind.GRAPH_CREATE, graph.id(), Sidecar.NO_VERSION, incarnation, "");
            if (sidecar.isEmpty()) {
                return;
            }
            CommitInfo commit =
                    session.engine().init(root, graph.id().value(), incarnation, graph.schema(), run.actor());
            moved(sidecar.get(), commit.manifestVersion());
            run.edit().appliedSchema(graph.id(), graph.schema().digest().hex());
        } catch (GraphException e) {
            if (sidecar.isPresent() && isUnknown(e)) {
                leaveToSweep(change, graph.id(), "The graph may or may not have been created", e);
            } else {
                abandon(sidecar);
                failCreate(change, graph.id(), Failures.message(e));
            }
        } catch (StoreException e) {
            run.report(Failures.of(e));
            failCreate(change, graph.id(), "the store failed: " + Failures.message(e));
        }
    }

    private static Optional<String> obstacle(GraphProbe probe) {
        return switch (probe) {
            case GraphProbe.Absent a -> Optional.empty();
            // Files of inits that never committed are inert, and stay; the new graph gets a name of its own beside.
            case GraphProbe.Partial p -> Optional.empty();
            case GraphProbe.Present p -> Optional.of("holds a graph already");
            case GraphProbe.Unreadable(String reason) -> Optional.of("holds something that is no graph: " + reason);
        };
    }

    private void failCreate(Change change, GraphId graph, String why) {
        fail(
                change,
                graph,
                Diagnostic.of(
                                DiagnosticCode.GRAPH_CREATE_FAILED,
                                "graph." + graph,
                                "The graph was not created: " + sentence(why))
                        .withHelp(
                                "If the graph there is the right one, run `omnigraph cluster refresh`, which adopts it."));
    }

    /// Migrates a graph to its declared schema, with soft drops only.
    void updateSchema(Change change, DesiredGraph graph) {
        if (!mayMove(change, graph.id(), DiagnosticCode.SCHEMA_APPLY_SKIPPED)) {
            return;
        }
        Optional<Sidecar> sidecar = Optional.empty();
        try (Graph live = session.engine().open(session.graphRoot(graph.id()))) {
            String digest = graph.schema().digest().hex();
            if (!live.schema(ReadTarget.MAIN).model().digest().hex().equals(digest)) {
                Optional<String> refusal = refusal(live, graph.schema());
                if (refusal.isPresent()) {
                    failSchema(change, graph.id(), refusal.get());
                    return;
                }
                long before = live.head(ReadTarget.MAIN).manifestVersion();
                sidecar = begin(change, SidecarKind.SCHEMA_APPLY, graph.id(), before, "", "");
                if (sidecar.isEmpty()) {
                    return;
                }
                SchemaApplyResult result = live.schemaApply(graph.schema(), WriteContext.main(run.actor()));
                moved(sidecar.get(), result.manifestVersion());
            }
            run.edit().appliedSchema(graph.id(), digest);
        } catch (GraphException e) {
            if (sidecar.isPresent() && isUnknown(e)) {
                leaveToSweep(change, graph.id(), "The schema may or may not have been migrated", e);
            } else {
                abandon(sidecar);
                failSchema(change, graph.id(), Failures.message(e));
            }
        } catch (StoreException e) {
            run.report(Failures.of(e));
            failSchema(change, graph.id(), "the store failed: " + Failures.message(e));
        }
    }

    /// Why the graph cannot be migrated to this schema; nothing if it can.
    static Optional<String> refusal(Graph live, SchemaModel schema) {
        List<String> others = live.branches().stream()
                .filter(branch -> !branch.equals(ReadTarget.MAIN_BRANCH))
                .toList();
        if (!others.isEmpty()) {
            return Optional.of("the graph has branches beside main: " + String.join(", ", others));
        }
        MigrationPlan plan = live.schemaPlan(schema);
        for (MigrationStep step : plan.steps()) {
            if (step instanceof MigrationStep.UnsupportedChange(String entity, String reason, String code)) {
                return Optional.of((code.isEmpty() ? "" : "[" + code + "] ") + entity + ": " + reason);
            }
        }
        return plan.supported() ? Optional.empty() : Optional.of("the migration is not supported");
    }

    private void failSchema(Change change, GraphId graph, String why) {
        fail(
                change,
                graph,
                Diagnostic.of(
                        DiagnosticCode.SCHEMA_APPLY_FAILED,
                        "schema." + graph,
                        "The schema was not migrated: " + sentence(why)));
    }

    /// Deletes a graph that a person has approved to go. With the graph goes every approval of its delete: one
    /// that was left could let a later graph of this name go.
    ///
    /// @param approval what lets it go
    /// @param unused all that are not used yet, that one too
    void delete(Change change, GraphId graph, Approval approval, List<Approval> unused) {
        if (!run.mayGoOn()) {
            run.fates().block(change.resource(), Reason.INTERRUPTED);
            run.fates().blockRemoval(graph, Reason.INTERRUPTED);
            return;
        }
        if (run.isFailed()) {
            skip(change, DiagnosticCode.GRAPH_DELETE_SKIPPED);
            run.fates().blockRemoval(graph, Reason.DEPENDENCY_NOT_APPLIED);
            return;
        }
        GraphRoot root = session.graphRoot(graph);
        try {
            List<String> incarnations = new ArrayList<>();
            switch (session.engine().probe(root)) {
                case GraphProbe.Absent a -> {}
                case GraphProbe.Partial(List<String> found) -> incarnations.addAll(found);
                case GraphProbe.Present(String id, String incarnation) -> {
                    if (approval.isOfAnotherGraph(incarnation)) {
                        failDelete(change, graph, "another graph stands there than the one that was approved to go");
                        return;
                    }
                    incarnations.add(incarnation);
                }
                case GraphProbe.Unreadable(String reason) -> {
                    failDelete(change, graph, "its root holds something that is no graph: " + reason);
                    return;
                }
            }
            String operationId = session.newId();
            if (!incarnations.isEmpty()) {
                String incarnation = incarnations.size() == 1 ? incarnations.getFirst() : "";
                Optional<Sidecar> sidecar = begin(
                        change,
                        SidecarKind.GRAPH_DELETE,
                        graph,
                        Sidecar.NO_VERSION,
                        incarnation,
                        approval.approvalId());
                if (sidecar.isEmpty()) {
                    return;
                }
                operationId = sidecar.get().operationId();
                moved.add(sidecar.get());
                for (String found : incarnations) {
                    session.engine().delete(root, found);
                }
                if (!(session.engine().probe(root) instanceof GraphProbe.Absent)) {
                    moved.remove(sidecar.get());
                    failDelete(change, graph, "something is still at " + root.location());
                    return;
                }
            }
            run.edit().removeGraph(graph, "deleted", session.now());
            for (Approval each : unused) {
                Approval used = each.consumed(session.now(), operationId);
                run.edit().consumed(used);
                consumed.add(used);
            }
        } catch (GraphException | StoreException e) {
            moved.removeIf(sidecar -> sidecar.graphId().equals(graph.value()));
            failDelete(change, graph, Failures.message(e));
        }
    }

    private void failDelete(Change change, GraphId graph, String why) {
        run.fail();
        run.report(Diagnostic.of(
                DiagnosticCode.GRAPH_DELETE_FAILED,
                "graph." + graph,
                "The graph was not deleted, or not wholly: " + sentence(why)));
        run.fates().block(change.resource(), DiagnosticCode.GRAPH_DELETE_FAILED.wireName());
        run.fates().blockRemoval(graph, Reason.DEPENDENCY_NOT_APPLIED);
    }

    /// True if the step may begin; otherwise the change and what depends on it are held back.
    private boolean mayMove(Change change, GraphId graph, DiagnosticCode skipped) {
        if (!run.mayGoOn()) {
            run.fates().block(change.resource(), Reason.INTERRUPTED);
            run.fates().blockDependents(graph, Reason.INTERRUPTED);
            return false;
        }
        if (!run.mayMove()) {
            skip(change, skipped);
            run.fates().blockDependents(graph, Reason.DEPENDENCY_NOT_APPLIED);
            return false;
        }
        return true;
    }

    private void skip(Change change, DiagnosticCode code) {
        run.report(Diagnostic.of(
                code, change.resource().toString(), "It was left out, because an earlier step of this run failed."));
        run.fates().block(change.resource(), code.wireName());
    }

    private void fail(Change change, GraphId graph, Diagnostic problem) {
        run.fail();
        run.report(problem);
        run.fates().block(change.resource(), problem.code().wireName());
        run.fates().blockDependents(graph, Reason.DEPENDENCY_NOT_APPLIED);
    }

    /// Looks at the lock a last time and writes the sidecar; nothing, and the change held back, if either fails.
    private Optional<Sidecar> begin(
            Change change,
            SidecarKind kind,
            GraphId graph,
            long manifestVersion,
            String incarnation,
            String approvalId) {
        if (!run.stillHoldsLock()) {
            run.fates().block(change.resource(), DiagnosticCode.STATE_LOCK_LOST.wireName());
            run.fates().blockDependents(graph, Reason.DEPENDENCY_NOT_APPLIED);
            run.fates().blockRemoval(graph, Reason.DEPENDENCY_NOT_APPLIED);
            return Optional.empty();
        }
        Sidecar sidecar = new Sidecar(
                session.newId(),
                session.now(),
                run.actor(),
                kind,
                graph.value(),
                session.graphRoot(graph).location(),
                manifestVersion,
                Sidecar.NO_VERSION,
                kind == SidecarKind.GRAPH_DELETE
                        ? ""
                        : change.resource() instanceof ResourceAddress.Schema
                                ? change.afterDigest()
                                : schemaDigest(graph),
                run.stateCas(),
                approvalId,
                incarnation);
        Optional<Diagnostic> doubt = session.sidecars().write(sidecar);
        if (doubt.isPresent()) {
            run.fail();
            run.report(doubt.get());
            run.fates().block(change.resource(), doubt.get().code().wireName());
            run.fates().blockDependents(graph, Reason.DEPENDENCY_NOT_APPLIED);
            run.fates().blockRemoval(graph, Reason.DEPENDENCY_NOT_APPLIED);
            return Optional.empty();
        }
        return Optional.of(sidecar);
    }

    private String schemaDigest(GraphId graph) {
        DesiredGraph desired = run.desired().graphs().get(graph);
        return desired == null ? "" : desired.schema().digest().hex();
    }

    /// The graph has moved: from here on only the ledger's publish lets the sidecar go. The version is forensic, so
    /// failing to note it changes nothing.
    private void moved(Sidecar sidecar, long manifestVersion) {
        moved.add(sidecar);
        try {
            session.sidecars()
                    .rewrite(sidecar.withExpectedManifestVersion(manifestVersion))
                    .ifPresent(doubt -> run.report(notUpToDate(doubt.code(), doubt.path(), "the store did not say")));
        } catch (StoreException e) {
            run.report(notUpToDate(e.code(), e.location(), Failures.message(e)));
        }
    }

    private static Diagnostic notUpToDate(DiagnosticCode code, String path, String why) {
        return Diagnostic.of(
                        code,
                        path,
                        "The graph has moved, but its recovery record may not have been brought up to date: "
                                + sentence(why))
                .withSeverity(Severity.WARNING);
    }

    /// Nobody knows what happened: nothing is cleaned up, and the sidecar stays for the sweep to find out.
    private void leaveToSweep(Change change, GraphId graph, String what, GraphException failure) {
        fail(
                change,
                graph,
                Diagnostic.of(
                                DiagnosticCode.OUTCOME_UNKNOWN,
                                change.resource().toString(),
                                what + ": " + Failures.message(failure) + " Nothing was cleaned up.")
                        .withHelp("Run `omnigraph cluster apply` again: it looks at the graph first, and records what"
                                + " it finds."));
    }

    private static boolean isUnknown(GraphException failure) {
        return failure.failure() instanceof GraphFailure.OutcomeUnknown;
    }

    /// After a known failure nothing was changed, and the sidecar goes.
    private void abandon(Optional<Sidecar> sidecar) {
        if (sidecar.isEmpty()) {
            return;
        }
        try {
            session.sidecars().retire(sidecar.get());
        } catch (StoreException e) {
            run.report(Failures.of(e));
        }
    }

    private static String sentence(String text) {
        return text.endsWith(".") ? text : text + ".";
    }
}

package org.omnigraph.controlplane.task;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.omnigraph.catalog.address.GraphId;
import org.omnigraph.catalog.applied.AppliedCatalog;
import org.omnigraph.catalog.applied.AppliedFault;
import org.omnigraph.catalog.applied.AppliedGraph;
import org.omnigraph.catalog.applied.AppliedQuery;
import org.omnigraph.catalog.applied.QueryFit;
import org.omnigraph.catalog.query.QueryEntry;
import org.omnigraph.catalog.query.checked.CheckedQuery;
import org.omnigraph.catalog.query.checked.ResultColumn;
import org.omnigraph.controlplane.config.ClusterSettings;
import org.omnigraph.controlplane.recover.Sweep;
import org.omnigraph.controlplane.session.ClusterSession;
import org.omnigraph.controlplane.session.Failures;
import org.omnigraph.engine.api.Graph;
import org.omnigraph.engine.api.GraphException;
import org.omnigraph.engine.api.ReadTarget;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.diagnostic.DiagnosticCode;
import org.omnigraph.state.diagnostic.Severity;
import org.omnigraph.state.store.StoreException;

/// `queries list` and `queries validate`: the applied revision as a server reads it when it starts, for one graph.
/// Takes no lock, writes nothing.
final class AppliedQueriesTask {
    private final AppliedQueriesRequest request;
    private final List<Diagnostic> diagnostics = new ArrayList<>();
    private final List<Diagnostic> problems = new ArrayList<>();
    private final List<ListedQuery> queries = new ArrayList<>();
    private long revision = -1;

    private AppliedQueriesTask(AppliedQueriesRequest request) {
        this.request = request;
    }

    static AppliedQueriesOutcome run(CommandEffects effects, AppliedQueriesRequest request) {
        return new AppliedQueriesTask(request).run(effects);
    }

    private AppliedQueriesOutcome run(CommandEffects effects) {
        TaskWork work = new TaskWork(effects, new ClusterSettings("", request.storage(), false), diagnostics);
        Optional<AppliedGraph> graph = work.withStore(session -> work.readExistingLedger(session, "", "to list")
                .flatMap(sight -> {
                    Sweep.pending(sight.recoveries(), diagnostics);
                    revision = sight.ledger().revision();
                    AppliedCatalog catalog =
                            AppliedCatalog.resolve(sight.ledger().state(), session.payloads());
                    Optional<AppliedGraph> found = find(catalog);
                    found.ifPresent(applied -> look(session, applied));
                    return found;
                }));
        if (graph.isEmpty()) {
            queries.clear();
        }
        return new AppliedQueriesOutcome(
                request.cluster(), request.graph().value(), revision, queries, problems, diagnostics);
    }

    /// The graph, and what a server would say against serving it: all of that is an error here, as it is there.
    private Optional<AppliedGraph> find(AppliedCatalog catalog) {
        GraphId id = request.graph();
        for (AppliedFault fault : catalog.faults()) {
            if (fault.localTo().isEmpty() || fault.localTo().get().equals(id)) {
                diagnostics.add(fault.diagnostic().withSeverity(Severity.ERROR));
            }
        }
        AppliedGraph graph = catalog.graphs().get(id);
        if (graph == null && diagnostics.stream().noneMatch(Diagnostic::isError)) {
            String there =
                    catalog.graphs().keySet().stream().map(GraphId::value).collect(Collectors.joining(", "));
            diagnostics.add(Diagnostic.of(
                            DiagnosticCode.GRAPH_NOT_FOUND,
                            "graph." + id,
                            "The applied revision has no graph `" + id + "`.")
                    .withHelp("Applied are: " + there + "."));
        }
        return Optional.ofNullable(graph);
    }

    private void look(ClusterSession session, AppliedGraph applied) {
        try (Graph live = session.engine().open(session.graphRoot(applied.id()))) {
            for (QueryFit fit :
                    QueryFit.of(applied, live.schema(ReadTarget.MAIN).model())) {
                problems.addAll(fit.problems());
                Optional<CheckedQuery> checked = fit.result().query();
                queries.add(listed(
                        fit.query(),
                        checked.isPresent() ? ListedQuery.Fit.FITS : ListedQuery.Fit.BROKEN,
                        checked.map(CheckedQuery::columns).orElse(List.of())));
            }
        } catch (GraphException | StoreException e) {
            unavailable(applied, e);
        }
    }

    private void unavailable(AppliedGraph applied, RuntimeException reason) {
        Diagnostic found =
                Diagnostic.of(DiagnosticCode.GRAPH_UNAVAILABLE, "graph." + applied.id(), Failures.message(reason));
        diagnostics.add(request.needsLive() ? found : found.withSeverity(Severity.WARNING));
        queries.clear();
        applied.queries().values().forEach(query -> queries.add(listed(query, ListedQuery.Fit.UNKNOWN, List.of())));
    }

    private static ListedQuery listed(AppliedQuery query, ListedQuery.Fit fit, List<ResultColumn> columns) {
        return new ListedQuery(QueryEntry.of(query.declaration()), query.digest(), fit, columns);
    }
}

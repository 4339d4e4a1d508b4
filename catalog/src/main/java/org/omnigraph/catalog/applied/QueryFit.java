package org.omnigraph.catalog.applied;

import java.util.List;
import org.omnigraph.catalog.address.GraphId;
import org.omnigraph.catalog.address.ResourceAddress;
import org.omnigraph.catalog.query.CheckResult;
import org.omnigraph.catalog.query.QueryChecker;
import org.omnigraph.catalog.schema.SchemaModel;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.diagnostic.DiagnosticCode;

/// Whether one stored query fits its graph's live schema: what the server asks before it serves a graph, and
/// `queries validate` before anyone starts a server.
///
/// @param result the query checked against the live schema
public record QueryFit(GraphId graph, AppliedQuery query, CheckResult result) {

    /// Checks every stored query of a graph; sorted by name.
    ///
    /// @param live the schema that the graph has now
    public static List<QueryFit> of(AppliedGraph graph, SchemaModel live) {
        QueryChecker checker = new QueryChecker(live);
        return graph.queries().values().stream()
                .map(query -> new QueryFit(graph.id(), query, checker.check(query.declaration())))
                .toList();
    }

    /// Every reason why it does not fit, as `stored_query_invalid` with the place in the query's file.
    public List<Diagnostic> problems() {
        String path = new ResourceAddress.Query(graph, query.name()).toString();
        return result.diagnostics().stream()
                .map(problem ->
                        Diagnostic.at(DiagnosticCode.STORED_QUERY_INVALID, path, problem.position(), problem.message()))
                .toList();
    }

    /// The problems of them all.
    public static List<Diagnostic> problems(List<QueryFit> fits) {
        return fits.stream().flatMap(fit -> fit.problems().stream()).toList();
    }
}

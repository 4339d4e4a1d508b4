package org.omnigraph.controlplane.task;

import java.util.List;
import org.omnigraph.state.diagnostic.Diagnostic;

/// The stored queries of one graph in the applied revision.
///
/// @param stateRevision the ledger's revision; -1 if there is none that can be read
/// @param queries sorted by name; without those that cannot be read
/// @param problems why single queries do not fit the live schema
/// @param diagnostics everything else
public record AppliedQueriesOutcome(
        String cluster,
        String graphId,
        long stateRevision,
        List<ListedQuery> queries,
        List<Diagnostic> problems,
        List<Diagnostic> diagnostics) {
    public AppliedQueriesOutcome {
        queries = List.copyOf(queries);
        problems = List.copyOf(problems);
        diagnostics = List.copyOf(diagnostics);
    }

    /// Whether the queries could be looked at at all.
    public boolean ok() {
        return diagnostics.stream().noneMatch(Diagnostic::isError);
    }
}

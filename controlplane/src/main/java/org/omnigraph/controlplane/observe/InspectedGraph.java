package org.omnigraph.controlplane.observe;

import java.util.ArrayList;
import java.util.List;
import org.omnigraph.catalog.address.GraphId;
import org.omnigraph.engine.api.DamagedFile;
import org.omnigraph.state.diagnostic.Diagnostic;
import org.omnigraph.state.diagnostic.DiagnosticCode;

/// A graph's root, and the state of its files.
///
/// @param damage files that are missing or of the wrong length, by key; empty also where there is no graph
public record InspectedGraph(GraphId id, GraphSight sight, List<DamagedFile> damage) {
    /// The condition of a graph with damaged files, in the ledger's statuses.
    static final String CONDITION = DiagnosticCode.GRAPH_CORRUPT.wireName();

    /// A folder that was removed has as many files as it had; nobody reads them all.
    private static final int NAMED_MAX = 100;

    public InspectedGraph {
        damage = List.copyOf(damage);
    }

    public boolean isDamaged() {
        return !damage.isEmpty();
    }

    /// `graph_corrupt` for each damaged file, and one more for what is beyond a hundred.
    public List<Diagnostic> problems() {
        List<Diagnostic> problems = new ArrayList<>();
        damage.stream().limit(NAMED_MAX).forEach(file -> problems.add(problem(file.message())));
        if (damage.size() > NAMED_MAX) {
            problems.add(problem("Another " + (damage.size() - NAMED_MAX) + " of its files are damaged too."));
        }
        return problems;
    }

    private Diagnostic problem(String message) {
        return Diagnostic.of(DiagnosticCode.GRAPH_CORRUPT, "graph." + id, message);
    }

    /// The first damaged file, and how many more there are.
    ///
    /// @throws java.util.NoSuchElementException if there is none
    String summary() {
        String first = damage.getFirst().message();
        int more = damage.size() - 1;
        return more == 0 ? first : first + " " + more + " more " + (more == 1 ? "is" : "are") + " damaged.";
    }
}

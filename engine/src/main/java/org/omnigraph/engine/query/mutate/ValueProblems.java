package org.omnigraph.engine.query.mutate;

import java.util.ArrayList;
import java.util.List;
import org.omnigraph.engine.api.GraphException;
import org.omnigraph.engine.api.GraphFailure;
import org.omnigraph.engine.api.LineProblem;
import org.omnigraph.state.diagnostic.DiagnosticCode;

/// What is wrong with the values of a mutation, gathered over all its statements. Codes are those of loads
/// (schema-language.md §11); there is no line.
final class ValueProblems {
    private static final int KEPT_MAX = 100;

    private final List<LineProblem> kept = new ArrayList<>();
    private long total;

    void add(String code, String message) {
        total++;
        if (kept.size() < KEPT_MAX) {
            kept.add(new LineProblem(0, code, message));
        }
    }

    boolean isEmpty() {
        return total == 0;
    }

    void throwIfAny() {
        if (total > 0) {
            String more = total == 1 ? "" : " (and " + (total - 1) + " more)";
            throw new GraphException(
                    DiagnosticCode.MUTATION_REJECTED,
                    kept.getFirst().message() + more + "; nothing was changed",
                    new GraphFailure.Rejected(kept, total));
        }
    }
}

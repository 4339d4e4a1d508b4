package org.omnigraph.state.store;

import java.util.List;
import org.omnigraph.state.diagnostic.Diagnostic;

/// What a probe of a store found.
///
/// @param rounds how many races were run
/// @param writers how many writers ran in each
/// @param createWinnersMost the most writers that one race told they had created the object; 1 is right
/// @param replaceWinnersMost the most writers that one race told they had replaced the same version; 1 is right, and
///     more is no danger: nothing rests on it
/// @param problems errors make the store unfit; warnings do not
public record ProbeReport(
        int rounds, int writers, int createWinnersMost, int replaceWinnersMost, List<Diagnostic> problems) {
    public ProbeReport {
        problems = List.copyOf(problems);
    }

    /// True if the store keeps what safety rests on.
    public boolean isSafe() {
        return problems.stream().noneMatch(Diagnostic::isError);
    }
}
